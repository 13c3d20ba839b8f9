// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/parts/drawing.h"
#include "core/samples/sentence_edits.h"
#include "support/expect_error.h"
#include "support/small_vocabulary.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Words = std::vector<std::size_t>;

class SentenceEdits : public testing::Test
{
protected:
    SentenceParts of(std::vector<WordPart> parts) const
    {
        return {.text = m_sentence.text, .parts = std::move(parts)};
    }

    //                                                        0   1    2    3    4     5
    TokenisedSentence m_sentence = smallVocabulary("a\n").encode("one two, three four five");
    SentenceParts m_parts = of({{"one", {0}}, {"two", {1}}, {"three four", {3, 4}}});
};

TEST_F(SentenceEdits, WordsOfSeveralPartsAndOfNoneBecomeOne)
{
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {0, 1}),
              of({{"one two", {0, 1}}, {"three four", {3, 4}}}));
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {1, 2, 3}),
              of({{"one", {0}}, {"two, three", {1, 2, 3}}, {"four", {4}}}));
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {4, 5}),
              of({{"one", {0}}, {"two", {1}}, {"three", {3}}, {"four five", {4, 5}}}));
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {2}).parts[2], (WordPart{",", {2}}));
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {5}).parts[3], (WordPart{"five", {5}}));
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {0, 4}).parts[0].label, "one … four");
}

TEST_F(SentenceEdits, AGroupingIsCopiedByTheWordsThatBothHave)
{
    const TokenisedSentence other = smallVocabulary("a\n").encode("Two four one four six");
    const SentenceParts theirs{
        .text = other.text,
        .parts = {{"pair", {0, 1}, "#102030"}, {"one", {2}}, {"four six", {3, 4}}}};
    const SentenceParts after = groupedAs(m_sentence, m_parts, other, theirs);
    EXPECT_EQ(after, of({{"one", {0}}, {"pair", {1, 4}, "#102030"}, {"three", {3}}}))
        << "there is no second \"four\", and what they have not stays where it was";
    const TokenisedSentence strange = smallVocabulary("a\n").encode("seven");
    expectError<BadInput>(
        [&] {
            groupedAs(m_sentence, m_parts, strange, {strange.text, {{"seven", {0}}}});
        },
        "nothing to copy");
}

TEST_F(SentenceEdits, OnePartOfAPartIsThatPart)
{
    m_parts.parts[2].label = "numbers";
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {3, 4}), m_parts);
}

TEST_F(SentenceEdits, TheColourOfAPartThatGoesIsTakenOver)
{
    m_parts.parts[1].colour = "#102030";
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {1, 2}).parts[1].colour, "#102030");
    EXPECT_EQ(withOnePartOf(m_sentence, m_parts, {3}).parts[2].colour, "");
}

TEST_F(SentenceEdits, EachWordOrEachOfAPart)
{
    EXPECT_EQ(withPartsOfEach(m_sentence, m_parts, {0, 2, 4}),
              of({{"one", {0}}, {"two", {1}}, {",", {2}}, {"three", {3}}, {"four", {4}}}));
    m_parts.parts[2].label = "numbers";
    EXPECT_EQ(withPartsSplit(m_sentence, m_parts, {4}),
              of({{"one", {0}}, {"two", {1}}, {"three", {3}}, {"four", {4}}}));
    expectError<BadInput>([&] { withPartsSplit(m_sentence, m_parts, {2, 5}); }, "no part");
}

TEST_F(SentenceEdits, WordsGoIntoAPartOrOut)
{
    EXPECT_EQ(withWordsIn(m_sentence, m_parts, {1, 2}, 0),
              of({{"one two,", {0, 1, 2}}, {"three four", {3, 4}}}));
    m_parts.parts[2].label = "numbers";
    EXPECT_EQ(withWordsIn(m_sentence, m_parts, {0}, 2).parts.back(),
              (WordPart{"numbers", {0, 3, 4}}));
    EXPECT_EQ(withoutWords(m_sentence, m_parts, {0, 3}), of({{"two", {1}}, {"numbers", {4}}}));
    expectError<BadInput>([&] { withWordsIn(m_sentence, m_parts, {1}, 3); }, "no part number 4");
}

TEST_F(SentenceEdits, PartsAreNamedColouredMovedMergedAndDropped)
{
    EXPECT_EQ(withPartRenamed(m_parts, 1, " b ").parts[1].label, "b");
    expectError<BadInput>([&] { withPartRenamed(m_parts, 1, "  "); }, "needs a name");
    EXPECT_EQ(withPartRecoloured(m_parts, 1, "#ffffff").parts[1].colour, "#ffffff");
    expectError<BadInput>([&] { withPartRecoloured(m_parts, 1, "white"); }, "no colour");
    EXPECT_EQ(withPartMoved(m_parts, 0, 2),
              of({{"two", {1}}, {"three four", {3, 4}}, {"one", {0}}}));
    EXPECT_EQ(withPartsMerged(m_sentence, m_parts, 2, 0),
              of({{"one … three four", {0, 3, 4}}, {"two", {1}}}));
    expectError<BadInput>([&] { withPartsMerged(m_sentence, m_parts, 1, 1); }, "with itself");
    EXPECT_EQ(withoutPart(m_parts, 0), of({{"two", {1}}, {"three four", {3, 4}}}));
}

TEST_F(SentenceEdits, NeedWordsThatTheModelReads)
{
    expectError<BadInput>([&] { withOnePartOf(m_sentence, m_parts, {}); }, "No words");
    expectError<BadInput>([&] { withoutWords(m_sentence, m_parts, {6}); }, "word number 7");
    const TokenisedSentence cut =
        smallVocabulary("a\n", {.maximumLength = 4}).encode("one two three");
    expectError<BadInput>([&] { withOnePartOf(cut, {.text = cut.text}, {1, 2}); }, "\"three\"");
}

TEST_F(SentenceEdits, CannotMakeMorePartsThanCanBeTold)
{
    std::string text;
    Words all;
    for (std::size_t i = 0; i <= kMaxDrawnParts; ++i) {
        text += "a ";
        all.push_back(i);
    }
    const TokenisedSentence sentence = smallVocabulary("a\n").encode(text);
    expectError<BadInput>([&] { withPartsOfEach(sentence, {.text = text}, all); }, "255 parts");
}

TEST_F(SentenceEdits, ValuesHoldWhenWholePartsAreJoinedDroppedOrMoved)
{
    const auto holds = [&](const SentenceParts& after) {
        return keepsValues(m_sentence, m_parts, after);
    };
    EXPECT_TRUE(holds(withPartRenamed(m_parts, 0, "b")));
    EXPECT_TRUE(holds(withPartMoved(m_parts, 0, 2)));
    EXPECT_TRUE(holds(withOnePartOf(m_sentence, m_parts, {0, 3, 4})));
    EXPECT_TRUE(holds(withoutPart(m_parts, 2)));
    EXPECT_FALSE(holds(withoutWords(m_sentence, m_parts, {3})));
    EXPECT_FALSE(holds(withOnePartOf(m_sentence, m_parts, {1, 2})));
    EXPECT_FALSE(holds(withPartsSplit(m_sentence, m_parts, {3})));
}

} // namespace
} // namespace palimpsest

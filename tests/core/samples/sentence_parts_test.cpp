// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/samples/sentence_parts.h"
#include "support/expect_error.h"
#include "support/small_vocabulary.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Texts = std::vector<std::string>;

TokenisedSentence sentenceOf(const std::string& text, std::size_t maximumLength = 512)
{
    return smallVocabulary("charm\n##ing\n", {.maximumLength = maximumLength}).encode(text);
}

Texts defaultLabels(const std::string& text)
{
    Texts labels;
    for (const WordPart& part : defaultParts(sentenceOf(text)).parts) {
        labels.push_back(part.label);
    }
    return labels;
}

TEST(DefaultParts, AreTheContentWords)
{
    EXPECT_EQ(defaultLabels("It 's a charming and often affecting journey . "),
              (Texts{"charming", "often", "affecting", "journey"}));
    EXPECT_EQ(defaultLabels("This is not the very best film, I'd say."),
              (Texts{"not", "very", "best", "film", "say"}));
}

TEST(DefaultParts, KeepTogetherWhatApostrophesAndHyphensTie)
{
    EXPECT_EQ(defaultLabels("you do n't like ex-wives ; don’t you"),
              (Texts{"n't", "ex-wives", "don’t"}));
    EXPECT_EQ(defaultLabels("It’s they're what we've 'hidden' -- slow"), (Texts{"hidden", "slow"}));
}

TEST(DefaultParts, AreNeverNone)
{
    EXPECT_EQ(defaultLabels("it was what it was."), (Texts{"it", "was", "what", "it", "was"}));
    EXPECT_EQ(defaultLabels("?!"), (Texts{"?", "!"}));
    EXPECT_EQ(defaultLabels(""), Texts{});
}

TEST(DefaultParts, AreAtMostTenByJoiningTheShortestNeighbours)
{
    const Texts labels = defaultLabels(
        "alpha bravo charlie delta echo foxtrot golf hotel and india juliet kilo limo");
    EXPECT_EQ(labels, (Texts{"alpha", "bravo", "charlie", "delta echo", "foxtrot", "golf", "hotel",
                             "india", "juliet", "kilo limo"}));
    EXPECT_EQ(defaultLabels("aaaaaa bb of cc dddddd eeeeee ffffff gggggg hhhhhh iiiiii jjjjjj "
                            "kkkkkk"),
              (Texts{"aaaaaa", "bb … cc", "dddddd", "eeeeee", "ffffff", "gggggg", "hhhhhh",
                     "iiiiii", "jjjjjj", "kkkkkk"}));
}

TEST(DefaultParts, LeaveOutWhatTheModelDoesNotRead)
{
    const TokenisedSentence sentence = sentenceOf("alpha bravo charlie", 4);
    ASSERT_TRUE(sentence.isTruncated);
    EXPECT_EQ(defaultParts(sentence).parts.size(), 2U);
}

TEST(PartsOfTokens, HoldAllTokensOfTheirWords)
{
    const TokenisedSentence sentence = sentenceOf("so charming !");
    EXPECT_EQ(
        tokenParts(sentence, defaultParts(sentence)),
        (LabelMap{
            .width = 6, .height = 1, .parts = {{"charming", 2}}, .labels = {0, 0, 1, 1, 0, 0}}));
}

TEST(PartsOfTokens, SayWhichPartIsWrong)
{
    const TokenisedSentence sentence = sentenceOf("alpha bravo charlie", 4);
    const auto expectRefused = [&](const std::vector<WordPart>& parts, const std::string& message) {
        expectError<BadInput>(
            [&] { tokenParts(sentence, {.text = sentence.text, .parts = parts}); }, message);
    };
    expectRefused({}, "no parts");
    expectRefused({{"a", {}}}, "\"a\" has no words");
    expectRefused({{"a", {3}}}, "word 4 of a sentence of 3");
    expectRefused({{"a", {0, 1}}, {"b", {1}}}, "\"b\" has the word \"bravo\"");
    expectRefused({{"a", {2}}}, "behind the 4 tokens");
    expectRefused(std::vector<WordPart>(21, {"a", {0}}), "21 parts");
    expectError<BadInput>([&] { tokenParts(sentence, {.text = "other"}); }, "\"other\"");
}

TEST(MaskedSentence, HasTheBaselineInThePlaceOfTokens)
{
    const TokenisedSentence sentence = sentenceOf("so charming charm");
    const LabelMap parts = tokenParts(sentence, defaultParts(sentence));
    ASSERT_EQ(parts.partCount(), 2);
    using Ids = std::vector<int>;
    const auto masked = [&](Coalition visible, TextBaseline baseline) {
        return maskedSentence(sentenceInput(sentence, baseline), parts, visible).tokens;
    };
    EXPECT_EQ(masked(0b11, TextBaseline::Mask), tokenIds(sentence));
    EXPECT_EQ(masked(0b10, TextBaseline::Mask), (Ids{2, 1, 4, 4, 5, 3}));
    EXPECT_EQ(masked(0b01, TextBaseline::Padding), (Ids{2, 1, 5, 6, 0, 3}));
    EXPECT_EQ(masked(0b00, TextBaseline::Unknown), (Ids{2, 1, 1, 1, 1, 3}));
    EXPECT_EQ(masked(0b10, TextBaseline::Deletion), (Ids{2, 1, 5, 3}));
    EXPECT_EQ(masked(0b00, TextBaseline::Deletion), (Ids{2, 1, 3}));
}

TEST(MaskedSentence, KeepsTheSegmentsOfWhatIsLeft)
{
    const SentencePair pair = pairOf("charming", "so charm");
    const TokenisedSentence sentence =
        smallVocabulary("charm\n##ing\n").encode(pair.text, pair.second);
    const LabelMap parts = tokenParts(sentence, defaultParts(sentence));
    ASSERT_EQ(parts.labels, (std::vector<std::uint8_t>{0, 1, 1, 0, 0, 2, 0}));
    using Ids = std::vector<int>;
    const auto segments = [&](Coalition visible, TextBaseline baseline) {
        return maskedSentence(sentenceInput(sentence, baseline), parts, visible).segments;
    };
    EXPECT_EQ(segments(0b11, TextBaseline::Mask), (Ids{0, 0, 0, 0, 1, 1, 1}));
    EXPECT_EQ(segments(0b00, TextBaseline::Mask), (Ids{0, 0, 0, 0, 1, 1, 1}));
    EXPECT_EQ(segments(0b10, TextBaseline::Deletion), (Ids{0, 0, 1, 1, 1}));
    EXPECT_EQ(segments(0b01, TextBaseline::Deletion), (Ids{0, 0, 0, 0, 1, 1}));
    EXPECT_EQ(sentenceInput(sentenceOf("so charm"), TextBaseline::Mask).segments, Ids{})
        << "as before there were any";
}

class SentencePartsFile : public testing::Test
{
protected:
    void expectRefused(const std::string& text, const std::string& message)
    {
        writeFileAtomically(m_file, text);
        expectError<BadFile>([&] { readSentenceParts(m_file); }, message);
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "one.json";
};

TEST_F(SentencePartsFile, SurvivesSavingWithTheKeysOfOthers)
{
    const SentenceParts parts{.text = "naïve 漢字",
                              .parts = {{"naïve", {0}}, {"both", {1, 2}, "#0a0b0c"}}};
    writeSentenceParts(m_file, parts);
    EXPECT_EQ(readSentenceParts(m_file), parts);

    writeFileAtomically(m_file, R"({"version": 1, "author": "me", "text": "a", "parts": [
        {"label": "a", "words": [0], "note": "keep", "colour": "#102030"}, {"label": "b", "words": [1]}]})");
    writeSentenceParts(m_file, {.text = "a", .parts = {{"new", {0}}, {"more", {2}}}});
    const std::string saved = readFile(m_file, 1000);
    EXPECT_NE(saved.find("\"note\": \"keep\""), std::string::npos);
    EXPECT_NE(saved.find("\"author\": \"me\""), std::string::npos);
    EXPECT_EQ(readSentenceParts(m_file).parts.front(), (WordPart{"new", {0}}));
}

TEST_F(SentencePartsFile, SaysWhatIsWrong)
{
    expectRefused("[]", "no \"version\"");
    expectRefused(R"({"version": true, "text": "a", "parts": []})", "no \"version\"");
    expectRefused(R"({"version": 2, "text": "a", "parts": []})", "newer Palimpsest");
    expectRefused(R"({"version": 1, "parts": []})", "no text \"text\"");
    expectRefused(R"({"version": 1, "text": "a"})", "no list \"parts\"");
    expectRefused(R"({"version": 1, "text": "a", "parts": [{"words": [0]}]})", "part 1 has no te");
    expectRefused(R"({"version": 1, "text": "a", "parts": [3]})", "part 1 has no text");
    const auto part = [](const std::string& words) {
        return R"({"version": 1, "text": "a", "parts": [{"label": "a", "words": )" + words + "}]}";
    };
    expectRefused(part("0"), "part 1 has no list");
    expectRefused(part("[true]"), "lists true");
    expectRefused(part("[-1]"), "lists -1");
    expectRefused(part("[1e9]"), "no position");
    expectRefused(part("[1, 1]"), "do not ascend");
    expectRefused(part("[1], \"colour\": \"red\""), "written as #rrggbb");
}

} // namespace
} // namespace palimpsest

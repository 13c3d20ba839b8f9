// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/samples/sentence_parts.h"
#include "core/samples/token_lists.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

class TokenLists : public testing::Test
{
protected:
    TokenisedSentence read(const std::string& text) const
    {
        return sentenceOf(tokensIn(nlohmann::json::parse(text), m_special, "Line 2"), m_special);
    }

    /// The word of every token.
    std::vector<int> wordsOf(const std::string& text) const
    {
        std::vector<int> words;
        for (const Token& token : read(text).tokens) {
            words.push_back(token.word);
        }
        return words;
    }

    void expectRefused(const std::string& text, const std::string& message) const
    {
        expectError<BadFile>([&] { read(text); }, message);
    }

    SpecialTokens m_special{.padding = 1, .unknown = 3, .classifier = 0, .separator = 2, .mask = 9};
};

TEST_F(TokenLists, GiveWordsByHowPiecesAreWritten)
{
    EXPECT_EQ(wordsOf(R"({"input_ids": [4,5,6,7], "tokens": ["[CLS]","un","##able","[SEP]"]})"),
              (std::vector<int>{-1, 0, 0, -1}));
    EXPECT_EQ(wordsOf(R"({"input_ids": [0,5,6,7,2], "tokens": ["<s>","un","able","Ġso","</s>"]})"),
              (std::vector<int>{-1, 0, 0, 1, -1}));
    EXPECT_EQ(wordsOf(R"({"input_ids": [5,6,7], "tokens": ["▁un","able","▁so"]})"),
              (std::vector<int>{0, 0, 1}));
    EXPECT_EQ(wordsOf(R"({"input_ids": [5,6,7], "tokens": ["a","b","c"], "word_ids": [0,0,null]})"),
              (std::vector<int>{0, 0, -1}));
    EXPECT_EQ(wordsOf(R"({"input_ids": [0,6,7,2]})"), (std::vector<int>{-1, 0, 1, -1}));
}

TEST_F(TokenLists, AreSentencesWithPartsLikeOthers)
{
    const TokenisedSentence sentence =
        read(R"({"input_ids": [0, 5, 6, 7, 2], )"
             R"("tokens": ["<s>", "Ġthe", "Ġslow", "est", "</s>"]})");
    EXPECT_EQ(sentence.text, "the slowest");
    EXPECT_EQ(sentence.words[1], (Word{.text = "slowest", .begin = 4, .end = 11}));
    const LabelMap parts = tokenParts(sentence, defaultParts(sentence));
    EXPECT_EQ(maskedSentence(sentenceInput(sentence, TextBaseline::Mask), parts, 0).tokens,
              (std::vector<int>{0, 5, 9, 9, 2}));
    EXPECT_EQ(sentenceOf(tokensIn(listsOf(sentence.tokens), m_special, ""), m_special), sentence);
}

TEST_F(TokenLists, BringTheSegmentsOfPairs)
{
    const TokenisedSentence pair = read(R"({"input_ids": [0, 5, 2], "token_type_ids": [0, 1, 1]})");
    EXPECT_EQ(largestSegment(pair.tokens), 1);
    EXPECT_EQ(sentenceInput(pair, TextBaseline::Mask).segments, (std::vector<int>{0, 1, 1}));
    const TokenisedSentence one = read(R"({"input_ids": [0, 5, 2], "token_type_ids": [0, 0, 0]})");
    EXPECT_EQ(largestSegment(one.tokens), 0);
    EXPECT_EQ(sentenceInput(one, TextBaseline::Mask),
              sentenceInput(read(R"({"input_ids": [0, 5, 2]})"), TextBaseline::Mask));
}

TEST_F(TokenLists, LosePaddingAtBothEnds)
{
    const TokenisedSentence bare =
        read(R"({"input_ids": [0, 5, 2, 6, 2], "token_type_ids": [0, 0, 0, 1, 1]})");
    EXPECT_EQ(read(R"({"input_ids": [1, 0, 5, 2, 6, 2, 1, 1],
                       "token_type_ids": [0, 0, 0, 0, 1, 1, 0, 0]})"),
              bare)
        << "by its number";
    EXPECT_EQ(read(R"({"input_ids": [7, 0, 5, 2, 6, 2, 7, 7],
                       "token_type_ids": [0, 0, 0, 0, 1, 1, 0, 0],
                       "attention_mask": [0, 1, 1, 1, 1, 1, 0, 0]})"),
              bare)
        << "by the mask";
    EXPECT_EQ(wordsOf(R"({"input_ids": [5, 6, 7, 1], "word_ids": [0, 1, 2, null],
                          "attention_mask": [0, 1, 1, 0]})"),
              (std::vector<int>{0, 1}));
    EXPECT_EQ(tokenIds(read(R"({"input_ids": [5, 1], "attention_mask": [1, 1]})")),
              (std::vector<int>{5, 1}))
        << "the mask says that it counts";
    EXPECT_EQ(tokenIds(read(R"({"input_ids": [0, 5, 1, 6, 2]})")),
              (std::vector<int>{0, 5, 1, 6, 2}))
        << "between others";
}

TEST_F(TokenLists, KeepPaddingThatMayBeAnotherToken)
{
    m_special.padding = m_special.separator;
    EXPECT_EQ(tokenIds(read(R"({"input_ids": [0, 5, 2]})")), (std::vector<int>{0, 5, 2}));
    EXPECT_EQ(tokenIds(read(R"({"input_ids": [0, 5, 2, 2], "attention_mask": [1, 1, 1, 0]})")),
              (std::vector<int>{0, 5, 2}));
}

TEST_F(TokenLists, SayWhatIsWrongAndWhere)
{
    expectRefused("[]", "Line 2 is no tokenised sentence: it is no JSON object");
    expectRefused(R"({"tokens": ["a"]})", "no list \"input_ids\"");
    expectRefused(R"({"input_ids": []})", "no list \"input_ids\"");
    expectRefused(R"({"input_ids": [true]})", "lists true");
    expectRefused(R"({"input_ids": [-1]})", "lists -1");
    expectRefused(R"({"input_ids": [1, 2], "tokens": ["a"]})", "\"tokens\" must be a list");
    expectRefused(R"({"input_ids": [1], "tokens": [1]})", "no text");
    expectRefused(R"({"input_ids": [1], "word_ids": [1]})", "leaves out a word");
    expectRefused(R"({"input_ids": [1], "token_type_ids": [2]})", "lists 2");
    expectRefused(R"({"input_ids": [5, 6, 7], "attention_mask": [1, 0, 1]})",
                  "Line 2 is no tokenised sentence: \"attention_mask\" hides token 2 between");
    expectRefused(R"({"input_ids": [5, 6], "attention_mask": [1]})", "\"attention_mask\" must be");
    expectRefused(R"({"input_ids": [5], "attention_mask": [2]})", "lists 2");
    expectRefused(R"({"input_ids": [5], "attention_mask": [0]})", "nothing but padding");
    expectRefused(R"({"input_ids": [1, 1]})", "nothing but padding");
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/samples/word_pieces.h"
#include "core/setup/joining.h"
#include "core/setup/tokenizer_fit.h"
#include "core/study/study_file.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The demo of sentences, and a folder for the files of a model.
class TokenizerFitTest : public testing::Test
{
protected:
    TokenizerFitTest() : m_study(readStudy(textDemoFolder())) {}

    std::string ownVocabulary() const
    {
        constexpr std::uint64_t kMaxBytes = 1 << 20;
        return readFile(textDemoFolder() / "vocab.txt", kMaxBytes);
    }

    void put(const std::string& name, const std::string& text) const
    {
        writeFileAtomically(m_model / name, text);
    }

    TokenizerFit fit(std::int64_t known = 3000) const
    {
        return tokenizerFit(textDemoFolder(), m_study, m_model / "epoch_1.safetensors", known);
    }

    void expectProblem(const std::string& words) const
    {
        const TokenizerFit found = fit();
        EXPECT_NE(found.problem.find(words), std::string::npos) << found.problem;
        EXPECT_NE(found.problem.find("belong to another model"), std::string::npos);
    }

    void expectGood(std::int64_t known = 3000) const
    {
        const TokenizerFit found = fit(known);
        EXPECT_EQ(found.problem, "");
        EXPECT_TRUE(found.warnings.empty()) << found.warnings.front();
    }

    TemporaryFolder m_model;
    Study m_study;
};

TEST_F(TokenizerFitTest, WhereNothingNamesATokenizerNothingIsSaid)
{
    expectGood();
    put("config.json", R"({"model_type": "bert"})");
    expectGood();
}

TEST_F(TokenizerFitTest, TheStudysOwnTokenizerFits)
{
    put("vocab.txt", ownVocabulary() + "\n\n");
    put("tokenizer_config.json",
        R"({"do_lower_case": true, "strip_accents": null, "tokenizer_class": "BertTokenizer",
            "model_max_length": 64, "cls_token": "[CLS]", "padding_side": "right"})");
    put("special_tokens_map.json", R"({"mask_token": {"content": "[MASK]"}})");
    put("tokenizer.json",
        R"({"normalizer": {"type": "BertNormalizer", "strip_accents": null, "lowercase": true,
                           "handle_chinese_chars": true},
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": {"type": "TemplateProcessing", "single": [
                {"SpecialToken": {"id": "[CLS]"}}, {"Sequence": {"id": "A"}},
                {"SpecialToken": {"id": "[SEP]"}}]},
            "model": {"type": "WordPiece", "continuing_subword_prefix": "##"},
            "added_tokens": [{"id": 4, "content": "[MASK]"}]})");
    expectGood();
}

TEST_F(TokenizerFitTest, OtherSettingsAreRefusedByTheFileThatTellsThem)
{
    for (const auto& [settings, words] :
         {std::pair(R"({"do_lower_case": false})",
                    R"("do_lower_case": false in "tokenizer_config.json", and with the study's )"
                    "vocabulary capitals are written small"),
          {R"({"do_lower_case": true, "strip_accents": false})", "accents are dropped"},
          {R"({"cls_token": "<s>"})", R"("cls_token": "<s>" in "tokenizer_config.json", and the )"
                                      "study's vocabulary has [CLS]"},
          {R"({"tokenizer_class": "RobertaTokenizerFast"})", "no tokenizer of BERT's kind"},
          {R"({"do_basic_tokenize": false})", "do_basic_tokenize"},
          {R"({"added_tokens_decoder": {"2": {"content": "<s>"}}})",
           R"(number 2 is "<s>" in "tokenizer_config.json" and "[CLS]")"}}) {
        put("tokenizer_config.json", settings);
        expectProblem(words);
    }
}

TEST_F(TokenizerFitTest, ATokenizerJsonIsReadWhereNoConfigSaysMore)
{
    const std::string rest = R"("model": {"type": "WordPiece", "vocab": {"[PAD]": 0}}})";
    put("tokenizer.json",
        R"({"normalizer": {"type": "BertNormalizer", "lowercase": false}, )" + rest);
    expectProblem(R"("lowercase": false in "tokenizer.json")");
    put("tokenizer.json", R"({"normalizer": null, )" + rest);
    expectProblem(R"("normalizer": null in "tokenizer.json")");
    put("tokenizer.json", R"({"pre_tokenizer": {"type": "WhitespaceSplit"}, )" + rest);
    expectProblem("WhitespaceSplit");
    put("tokenizer.json", R"({"post_processor": {"sep": ["</s>", 2], "cls": ["<s>", 0]}, )" + rest);
    expectProblem("<s> … </s>");
    put("tokenizer.json", R"({"model": {"type": "BPE", "vocab": {"<s>": 0}}})");
    expectProblem(R"("type": "BPE" in "tokenizer.json")");
    put("tokenizer.json", "{");
    EXPECT_THROW(fit(), BadFile);
}

TEST_F(TokenizerFitTest, WhatIsPutAroundSentencesMustBeTheSame)
{
    const auto putFrame = [&](const std::string& frame) {
        put("tokenizer.json", R"({"post_processor": )" + frame +
                                  R"(, "model": {"type": "WordPiece", "vocab": {"[PAD]": 0}}})");
    };
    const auto pairFrame = [](const std::string& segment) {
        return R"({"type": "TemplateProcessing", "single": [
            {"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A"}},
            {"SpecialToken": {"id": "[SEP]", "type_id": 0}}], "pair": [
            {"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A"}},
            {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
            {"Sequence": {"id": "B", "type_id": )" +
               segment + R"(}}, {"SpecialToken": {"id": "[SEP]", "type_id": )" + segment + "}}]}";
    };
    const auto otherPairs = [&] {
        const TokenizerFit found = fit();
        const std::string said = found.problem + (found.warnings.empty() ? "" : found.warnings[0]);
        return said.find("pairs that become") != std::string::npos;
    };
    const std::string roberta =
        R"({"type": "RobertaProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]})";
    putFrame("null");
    expectProblem(R"(nothing that is put around sentences in "tokenizer.json")");
    putFrame(R"({"type": "Sequence", "processors": [{"type": "ByteLevel"}]})");
    expectProblem("nothing that is put around sentences");
    putFrame(pairFrame("0"));
    EXPECT_EQ(fit().problem.find("pairs that become"), std::string::npos) << "there are no pairs";
    EXPECT_TRUE(otherPairs());
    m_study.samples.front().second = 3;
    expectProblem("pairs that become [CLS] … [SEP] second … [SEP] in");
    putFrame(roberta);
    expectProblem("pairs that become [CLS] … [SEP] [SEP] second … [SEP] in");
    putFrame(pairFrame("1"));
    EXPECT_FALSE(otherPairs());
    putFrame(R"({"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]})");
    EXPECT_FALSE(otherPairs());
}

TEST_F(TokenizerFitTest, OtherWordsAreRefusedByTheFirstThatDiffers)
{
    std::string words = ownVocabulary();
    put("vocab.txt", words + "one more\n");
    expectProblem(R"("vocab.txt" has 3001 words and the study's vocabulary has 3000, of which )"
                  R"(number 3000, "one more")");
    words.replace(words.find("\n!\n"), 3, "\n?!\n");
    put("vocab.txt", words);
    expectProblem(R"(number 5 (row 6) is "?!" in "vocab.txt" and "!" in the study's vocabulary)");
    fs::remove(m_model / "vocab.txt");
    put("tokenizer.json", R"({"model": {"type": "WordPiece", "vocab": {"[PAD]": 0, "[UNK]": 2}}})");
    expectProblem(R"(number 2 (row 3) is "[UNK]" in "tokenizer.json")");
}

TEST_F(TokenizerFitTest, FilesOfOtherTokenizersAreRefused)
{
    for (const char* name : {"merges.txt", "spiece.model", "sentencepiece.bpe.model"}) {
        put(name, "x");
        expectProblem("\"" + std::string(name) + "\", a file of ");
        fs::remove(m_model / name);
    }
    put("vocab.json", R"({"<s>": 0, "</s>": 2})");
    expectProblem(R"(number 0 (row 1) is "<s>" in "vocab.json")");
}

TEST_F(TokenizerFitTest, MoreWordsThanTheNetworkKnowsAreRefusedAndFarFewerSaid)
{
    put("vocab.txt", ownVocabulary());
    EXPECT_NE(fit(2999).problem.find("has 3000 words, and the network knows 2999"),
              std::string::npos);
    EXPECT_TRUE(fit(3072).warnings.empty()) << "rounded up";
    ASSERT_EQ(fit(30522).warnings.size(), 1u);
    EXPECT_NE(fit(30522).warnings[0].find("the network knows 30522"), std::string::npos);
}

TEST_F(TokenizerFitTest, WhatFewSentencesDependOnIsSaid)
{
    put("tokenizer_config.json",
        R"({"truncation_side": "left", "tokenize_chinese_chars": false,
            "added_tokens_decoder": {"3000": {"content": "<user>"}}})");
    EXPECT_EQ(fit().problem, "");
    EXPECT_EQ(fit().warnings.size(), 3u);
    m_study.samples.front().text = "\u6f22";
    EXPECT_NE(fit().problem.find("each Chinese character is a word"), std::string::npos);
}

TEST_F(TokenizerFitTest, OfSentencesWithTheirTokensNumbersAreCompared)
{
    m_study.tokenisation->vocabulary.clear();
    m_study.tokenisation->special = {
        .padding = 1, .unknown = 3, .classifier = 0, .separator = 2, .mask = 4};
    put("vocab.json",
        R"({"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "<mask>": 4, "\u0120good": 5, "bad": 6})");
    put("merges.txt", "x");
    put("special_tokens_map.json", R"({"cls_token": "<s>", "mask_token": {"content": "<mask>"}})");
    m_study.samples.front().tokens = {{.id = 0, .piece = "<s>"}, {.id = 5, .piece = "good"}};
    expectGood(7);
    m_study.samples.front().tokens.push_back({.id = 5, .piece = "bad"});
    expectProblem(R"("bad" in a sentence of the study)");
    m_study.samples.front().tokens.clear();
    m_study.tokenisation->special.classifier = 101;
    expectProblem("has the number 0 in \"vocab.json\", and the study has 101 for classifier");
}

TEST_F(TokenizerFitTest, ARowSaysWhyItCannotJoin)
{
    fs::copy_file(textDemoFolder() / "checkpoints/scratch/epoch_01.safetensors",
                  m_model / "epoch_1.safetensors");
    JoiningChoices choices;
    choices.network.heads = 2;
    const auto problem = [&] {
        std::vector<CheckpointRow> rows = checkpointTable({m_model.path()}).rows;
        RowCheck(textDemoFolder()).check(rows, m_study, choices);
        return rows.at(0).problem;
    };
    EXPECT_EQ(problem(), "");
    put("tokenizer_config.json", R"({"do_lower_case": false})");
    EXPECT_NE(problem().find("do_lower_case"), std::string::npos);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/extraction/extraction.h"
#include "core/samples/sentence_parts.h"
#include "core/samples/token_lists.h"
#include "core/study/sentence_reader.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Two sentences and a network whose second logit is the sum of the tokens times their places.
class SentenceStudy : public testing::Test
{
protected:
    SentenceStudy()
    {
        writeFileAtomically(m_folder / "vocab.txt",
                            "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nfilm\ncharm\n##ing\nslow\n");
        writeScriptedNet(m_folder / "net.pt",
                         "places = torch.arange(1, tokens.size(1) + 1)\n"
                         "total = (tokens * places).sum(1) * 0.01\n"
                         "return torch.stack([torch.zeros_like(total), total], 1)\n",
                         "tokens, mask");
        m_study = {
            .name = "words",
            .classes = {"bad", "good"},
            .tokenisation = Tokenisation{.vocabulary = "vocab.txt"},
            .settings = {.valueKind = ValueKind::Logit},
            .samples = {{.id = "a", .text = "The charming film", .label = 1},
                        {.id = "b", .text = "slow, slow film", .label = 1}},
            .lineages = {{.name = "net",
                          .role = Role::Other,
                          .checkpoints = {
                              {.epoch = 0, .weights = "net.pt", .outputs = OutputKind::Logits}}}}};
        writeStudy(m_folder.path(), m_study);
    }

    StudyInputs inputs() const { return {m_folder.path(), m_study, Trust{.everything = true}}; }

    std::vector<double> extracted(std::size_t sample = 0) const
    {
        StudyInputs of = inputs();
        const ExtractionResult result = runExtraction(of, planExtraction(of, {.threads = 1}));
        EXPECT_TRUE(result.failures.empty());
        return checkUnit(of, {{0, 0}, sample}).table.v;
    }

    /// What the network says of tokens, to the precision it has.
    static void expectSums(const std::vector<double>& v,
                           const std::vector<std::vector<int>>& sentences)
    {
        ASSERT_EQ(v.size(), sentences.size());
        for (std::size_t i = 0; i < v.size(); ++i) {
            double total = 0.0;
            for (std::size_t place = 0; place < sentences[i].size(); ++place) {
                total += 0.01 * static_cast<double>(place + 1) * sentences[i][place];
            }
            EXPECT_NEAR(v[i], total, 1e-6) << i;
        }
    }

    /// A network whose second logit counts tokens of the second sentence twice, and a pair for it.
    void usePair()
    {
        writeScriptedNet(m_folder / "net.pt",
                         "places = torch.arange(1, tokens.size(1) + 1)\n"
                         "total = (tokens * places * (1 + token_type_ids)).sum(1) * 0.01\n"
                         "return torch.stack([torch.zeros_like(total), total], 1)\n",
                         "tokens, mask, token_type_ids");
        const SentencePair pair = pairOf("The charming", "the film");
        m_study.samples[0].text = pair.text;
        m_study.samples[0].second = pair.second;
        writeStudy(m_folder.path(), m_study);
    }

    void useBaseline(TextBaseline baseline)
    {
        m_study.settings.textBaseline = baseline;
        writeStudy(m_folder.path(), m_study);
    }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(SentenceStudy, IsReadBackAsItWasWritten)
{
    m_study.tokenisation->options = {.rules = {.lowerCase = false, .stripAccents = false},
                                     .maximumLength = 17};
    m_study.settings.background = Background::OwnPart;
    useBaseline(TextBaseline::Deletion);
    EXPECT_EQ(readStudy(m_folder.path()), m_study);
    std::string text = readFile(m_folder / "study.json", 1 << 20);
    text.replace(text.find("17"), 2, "2");
    writeFileAtomically(m_folder / "study.json", text);
    expectError<BadFile>([&] { readStudy(m_folder.path()); }, "from 3 to 8192");
}

// Content words are parts until others are chosen; "the" stays.
TEST_F(SentenceStudy, MaskedWordsAreReplacedWithAllOfTheirPieces)
{
    expectSums(extracted(),
               {{2, 5, 4, 4, 4, 3}, {2, 5, 7, 8, 4, 3}, {2, 5, 4, 4, 6, 3}, {2, 5, 7, 8, 6, 3}});
}

TEST_F(SentenceStudy, AnotherBaselineMakesValuesStaleAndNamesIt)
{
    extracted();
    for (const auto& [baseline, token] :
         {std::pair(TextBaseline::Padding, 0), {TextBaseline::Unknown, 1}}) {
        useBaseline(baseline);
        StudyInputs of = inputs();
        const UnitReport report = reportUnit(of, {{0, 0}, 0});
        EXPECT_EQ(report.state, UnitState::Stale);
        EXPECT_NE(report.reason.find("baseline"), std::string::npos) << report.reason;
        expectSums(extracted(), {{2, 5, token, token, token, 3},
                                 {2, 5, 7, 8, token, 3},
                                 {2, 5, token, token, 6, 3},
                                 {2, 5, 7, 8, 6, 3}});
    }
    useBaseline(TextBaseline::Deletion);
    expectSums(extracted(), {{2, 5, 3}, {2, 5, 7, 8, 3}, {2, 5, 6, 3}, {2, 5, 7, 8, 6, 3}});
}

TEST_F(SentenceStudy, WordsOfNoPartMayBeMaskedOrAPartButNeverTheSpecialTokens)
{
    m_study.settings.background = Background::Masked;
    expectSums(extracted(),
               {{2, 4, 4, 4, 4, 3}, {2, 4, 7, 8, 4, 3}, {2, 4, 4, 4, 6, 3}, {2, 4, 7, 8, 6, 3}});
    useBaseline(TextBaseline::Deletion);
    expectSums(extracted(), {{2, 3}, {2, 7, 8, 3}, {2, 6, 3}, {2, 7, 8, 6, 3}});
    m_study.settings.background = Background::OwnPart;
    const std::vector<double> v = extracted();
    ASSERT_EQ(v.size(), 8u);
    expectSums({v[0], v[4], v[7]}, {{2, 3}, {2, 5, 3}, {2, 5, 7, 8, 6, 3}});
}

TEST_F(SentenceStudy, TokensOfAnotherTokenizerGiveTheSameValues)
{
    const std::vector<double> cut = extracted();
    const SentenceReader reader(m_folder.path(), m_study);
    for (Sample& sample : m_study.samples) {
        sample.tokens = reader.read(sample.text, {}, sample.second).tokens;
        sample.text = sentenceOf(sample.tokens, reader.special()).text;
    }
    EXPECT_EQ(m_study.samples[0].text, "the charming film");
    m_study.tokenisation = {.vocabulary = {}, .special = reader.special()};
    fs::remove(m_folder / "vocab.txt");
    fs::remove_all(m_folder / "values");
    writeStudy(m_folder.path(), m_study);
    EXPECT_EQ(readStudy(m_folder.path()), m_study);
    EXPECT_EQ(extracted(), cut);

    m_study.tokenisation->options.maximumLength = 5;
    expectError<BadInput>([&] { inputs().sample(0); }, "6 tokens");
    m_study.samples[0].tokens.clear();
    expectError<BadInput>([&] { inputs().sample(0); }, "has no tokens");
    writeStudy(m_folder.path(), m_study);
    expectError<BadFile>([&] { readStudy(m_folder.path()); }, "Sample a of ");
}

TEST_F(SentenceStudy, PairsAreReadWithTheirSegmentsWhateverIsMasked)
{
    usePair();
    const std::vector<int> all = {2, 5, 7, 8, 3, 2 * 5, 2 * 6, 2 * 3};
    expectSums(extracted(), {{2, 5, 4, 4, 3, 2 * 5, 2 * 4, 2 * 3},
                             {2, 5, 7, 8, 3, 2 * 5, 2 * 4, 2 * 3},
                             {2, 5, 4, 4, 3, 2 * 5, 2 * 6, 2 * 3},
                             all});
    expectSums({extracted(1).back()}, {{2, 9, 1, 9, 6, 3}}); // no pair, beside one
    useBaseline(TextBaseline::Deletion);
    expectSums(extracted(), {{2, 5, 3, 2 * 5, 2 * 3},
                             {2, 5, 7, 8, 3, 2 * 5, 2 * 3},
                             {2, 5, 3, 2 * 5, 2 * 6, 2 * 3},
                             all});
    m_study.settings.background = Background::Masked;
    expectSums({extracted().front()}, {{2, 3, 2 * 3}});
}

TEST_F(SentenceStudy, PairsStandInTheStudyAsTwoTexts)
{
    EXPECT_EQ(readJson(m_folder / "study.json")["format"], 3) << "as before there were any";
    usePair();
    const nlohmann::json root = readJson(m_folder / "study.json");
    EXPECT_EQ(root["format"], kStudyFormat) << "older programs would leave the second one out";
    EXPECT_EQ(root["samples"][0]["text"], "The charming");
    EXPECT_EQ(root["samples"][0]["text_pair"], "the film");
    EXPECT_FALSE(root["samples"][1].contains("text_pair"));
    EXPECT_EQ(readStudy(m_folder.path()), m_study);
}

TEST_F(SentenceStudy, SegmentsOfTokenListsGoFromTheFileIntoValues)
{
    usePair();
    const std::vector<double> cut = extracted();
    const SentenceReader reader(m_folder.path(), m_study);
    for (Sample& sample : m_study.samples) {
        sample.tokens = reader.read(sample.text, {}, sample.second).tokens;
        sample.text = sentenceOf(sample.tokens, reader.special()).text;
        sample.second = 0;
    }
    m_study.tokenisation = {.vocabulary = {}, .special = reader.special()};
    fs::remove_all(m_folder / "values");
    writeStudy(m_folder.path(), m_study);
    m_study = readStudy(m_folder.path());
    EXPECT_EQ(extracted(), cut);
    for (Token& token : m_study.samples[0].tokens) {
        token.segment = 0;
    }
    writeStudy(m_folder.path(), m_study);
    StudyInputs of = inputs();
    EXPECT_EQ(reportUnit(of, {{0, 0}, 0}).state, UnitState::Stale);
    EXPECT_EQ(reportUnit(of, {{0, 0}, 1}).state, UnitState::Complete);
    expectSums({extracted().back()}, {{2, 5, 7, 8, 3, 5, 6, 3}});
}

TEST_F(SentenceStudy, APairIsNotPutIntoANetworkThatTakesNoSegments)
{
    fs::copy_file(m_folder / "net.pt", m_folder / "plain.pt");
    usePair();
    fs::rename(m_folder / "plain.pt", m_folder / "net.pt");
    StudyInputs of = inputs();
    const ExtractionResult result = runExtraction(of, planExtraction(of, {.threads = 1}));
    ASSERT_EQ(result.failures.size(), 1u);
    EXPECT_EQ(result.failures[0].unit.sample, 0u);
    EXPECT_NE(result.failures[0].message.find("token_type_ids or segment_ids"), std::string::npos)
        << result.failures[0].message;
}

TEST_F(SentenceStudy, PartsThatWereChosenCount)
{
    const SentenceParts all{.text = m_study.samples[0].text,
                            .parts = {{.label = "all", .words = {0, 1, 2}}}};
    fs::create_directories(m_folder / "parts");
    writeSentenceParts(partsPath(m_folder.path(), m_study.samples[0]), all);
    expectSums(extracted(), {{2, 4, 4, 4, 4, 3}, {2, 5, 7, 8, 6, 3}});
}

TEST_F(SentenceStudy, JoinedPartsAreDerivedWithoutAPass)
{
    extracted();
    const SentenceParts joined{.text = m_study.samples[0].text,
                               .parts = {{.label = "charming film", .words = {1, 2}}}};
    fs::create_directories(m_folder / "parts");
    writeSentenceParts(partsPath(m_folder.path(), m_study.samples[0]), joined);
    StudyInputs of = inputs();
    EXPECT_TRUE(planExtraction(of, {}).units.empty());
    const UnitCheck check = checkUnit(of, {{0, 0}, 0});
    EXPECT_TRUE(check.derived);
    expectSums(check.table.v, {{2, 5, 4, 4, 4, 3}, {2, 5, 7, 8, 6, 3}});
}

TEST_F(SentenceStudy, WhatIsWrongNamesTheSample)
{
    const SentenceParts other{.text = "another", .parts = {{.label = "all", .words = {0}}}};
    fs::create_directories(m_folder / "parts");
    writeSentenceParts(partsPath(m_folder.path(), m_study.samples[1]), other);
    StudyInputs of = inputs();
    expectError<BadInput>([&] { of.sample(1); }, "Sample b: The parts belong to the sentence");
    EXPECT_EQ(planExtraction(of, {}).impossible.size(), 1u);
    m_study.tokenisation->vocabulary = "missing.txt";
    StudyInputs without = inputs();
    expectError<BadFile>([&] { without.sample(0); }, "missing.txt");
    expectError<BadFile>([&] { without.sample(0); }, "missing.txt");
}

} // namespace
} // namespace palimpsest

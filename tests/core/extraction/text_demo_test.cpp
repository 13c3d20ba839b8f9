// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/extraction.h"
#include "core/models/architectures/architecture.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <bit>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

// What the demo of sentences promises, on the files that are shipped.
class TextDemo : public testing::Test
{
protected:
    Study m_study = readStudy(textDemoFolder());
};

TEST_F(TextDemo, IsTheTransferExperimentItClaimsToBe)
{
    ASSERT_EQ(m_study.lineages.size(), 3u);
    const Lineage& pretrained = m_study.lineages[0];
    const Lineage& finetuned = m_study.lineages[1];
    const Lineage& scratch = m_study.lineages[2];
    EXPECT_EQ(pretrained.role, Role::Pretrained);
    EXPECT_EQ(finetuned.role, Role::Finetuned);
    EXPECT_EQ(scratch.role, Role::Scratch);
    ASSERT_EQ(finetuned.checkpoints.size(), 11u);
    ASSERT_EQ(scratch.checkpoints.size(), 11u);
    std::uintmax_t bytes = 0;
    for (const Lineage& lineage : m_study.lineages) {
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            EXPECT_TRUE(checkpoint.accuracy.has_value());
            bytes += fs::file_size(textDemoFolder() / checkpoint.weights);
        }
    }
    EXPECT_LE(bytes, 16'000'000u);
    EXPECT_GT(*finetuned.checkpoints.back().accuracy, *scratch.checkpoints.back().accuracy);
    EXPECT_GT(*finetuned.checkpoints.back().accuracy, *pretrained.checkpoints[0].accuracy);
}

TEST_F(TextDemo, NamesOfTensorsTellThatItIsABert)
{
    for (const Lineage& lineage : m_study.lineages) {
        EXPECT_TRUE(lineage.modelTemplate.empty());
        const CheckpointFile file =
            readCheckpoint(textDemoFolder() / lineage.checkpoints[0].weights);
        const auto network = recognise(file.tensors, file.config);
        ASSERT_TRUE(network.has_value());
        EXPECT_EQ(network->name, "BERT (2 layers, 64 wide)");
        EXPECT_EQ(network->classes, 2);
        EXPECT_EQ(network->inputSize, 64);
    }
}

TEST_F(TextDemo, EverySentenceIsReadWholeAndHasPartsOfItsContentWords)
{
    StudyInputs inputs(textDemoFolder(), m_study);
    EXPECT_EQ(m_study.samples.size(), 10u);
    for (std::size_t i = 0; i < m_study.samples.size(); ++i) {
        const Sample& sample = m_study.samples[i];
        EXPECT_TRUE(fs::exists(partsPath(textDemoFolder(), sample))) << sample.id;
        const SampleInputs& read = inputs.sample(i);
        EXPECT_FALSE(read.sentence.isTruncated) << sample.id;
        for (const Token& token : read.sentence.tokens) {
            EXPECT_NE(token.id, read.sentence.special.unknown) << sample.id;
        }
        EXPECT_EQ(read.words, defaultParts(read.sentence)) << sample.id;
        EXPECT_GE(read.words.parts.size(), 6u) << sample.id;
        EXPECT_LE(read.words.parts.size(), kDefaultParts) << sample.id;
        EXPECT_TRUE(sample.id.starts_with(m_study.classes.at(sample.label)));
    }
}

TEST_F(TextDemo, OfTwoClassesTheLogOddsAreADifferenceOfLogits)
{
    const TemporaryFolder folder;
    fs::copy(textDemoFolder(), folder.path(), fs::copy_options::recursive);
    Study study = m_study;
    study.samples.resize(1);
    StudyInputs inputs(folder.path(), study);
    const ExtractionResult result =
        runExtraction(inputs, planExtraction(inputs, {.threads = 1, .only = "finetuned/10"}));
    ASSERT_TRUE(result.failures.empty()) << result.failures[0].message;
    const ValueTable table = checkUnit(inputs, {{1, 10}, 0}).table;
    ASSERT_EQ(table.v.size(), std::size_t{1} << inputs.parts(0).parts.size());
    ASSERT_EQ(table.logits.columns, 2u);
    for (const std::size_t row : {std::size_t{0}, std::size_t{5}, table.v.size() - 1}) {
        const auto logits = table.logits.row(row);
        EXPECT_NEAR(table.v[row], logits[1] - logits[0], 1e-5) << row; // the label is 1
    }
    EXPECT_NE(table.v.front(), table.v.back());
}

} // namespace
} // namespace palimpsest

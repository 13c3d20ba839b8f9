// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/plan_file.h"
#include "core/extraction/small_runs.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST_F(Extraction, ABrokenCheckpointFailsItsUnitsAndNoOther)
{
    writeFileAtomically(m_folder / "checkpoints/scratch/epoch_04.safetensors", "broken");
    const ExtractionResult result = extract();
    EXPECT_EQ(result.unitsDone, 12u);
    ASSERT_EQ(result.failures.size(), 2u);
    EXPECT_NE(result.failures[0].message.find("epoch_04.safetensors"), std::string::npos);
}

TEST_F(Extraction, AModelOfOtherClassesFailsAndSaysSo)
{
    m_study.classes.push_back("boot");
    writeStudy(m_folder.path(), m_study);
    const ExtractionResult result = extract();
    EXPECT_EQ(result.unitsDone, 0u);
    EXPECT_EQ(result.passesMade, 0u);
    ASSERT_EQ(result.failures.size(), 14u);
    EXPECT_NE(result.failures[0].message.find("4 classes and study.json lists 5"),
              std::string::npos);
}

TEST_F(Extraction, AMissingTemplateStopsItsLineageAlone)
{
    m_study.lineages[2].modelTemplate = "checkpoints/none.pt";
    writeStudy(m_folder.path(), m_study);
    EXPECT_EQ(plan().impossible.size(), 6u);
    EXPECT_EQ(extract().unitsDone, 8u);
}

/// The small study with a lineage "whole" of one TorchScript checkpoint and without template.
Study withWholeLineage(const fs::path& folder, Study study)
{
    fs::create_directories(folder / "checkpoints/whole");
    fs::copy_file(folder / study.lineages[0].modelTemplate, folder / "checkpoints/whole/0.pt");
    study.lineages.push_back(
        {.name = "whole", .checkpoints = {{.epoch = 0, .weights = "checkpoints/whole/0.pt"}}});
    writeStudy(folder, study);
    return study;
}

// The template of the demo holds the weights of the pre-trained checkpoint.
TEST_F(Extraction, ATorchScriptCheckpointNeedsNoTemplate)
{
    withWholeLineage(m_folder.path(), m_study);
    EXPECT_EQ(extract({}, {.batchSize = 4}).unitsDone, 16u);
    StudyInputs of = inputs();
    EXPECT_EQ(checkUnit(of, {{3, 0}, 1}).table, checkUnit(of, {{0, 0}, 1}).table);
    const UnitKey key = of.key({{3, 0}, 1});
    EXPECT_EQ(key.templateSha256, key.weightsSha256);
    EXPECT_EQ(of.templateSha256(3), key.weightsSha256);
    EXPECT_EQ(readPlan(m_folder.path(), key.weightsSha256, "cpu")->batchSize, 4);
}

TEST_F(Extraction, ATorchScriptCheckpointStandsForItselfBesideATemplateToo)
{
    m_study.lineages[2].checkpoints[1].weights = m_study.lineages[2].modelTemplate;
    writeStudy(m_folder.path(), m_study);
    EXPECT_EQ(extract().unitsDone, 14u);
    StudyInputs of = inputs();
    EXPECT_TRUE(of.templatePath({{2, 1}, 0}).empty());
    EXPECT_FALSE(of.templatePath({{2, 0}, 0}).empty());
}

TEST_F(Extraction, ARetrainedTorchScriptCheckpointIsStaleForItsWeights)
{
    withWholeLineage(m_folder.path(), m_study);
    extract();
    const fs::path path = m_folder / "checkpoints/whole/0.pt";
    writeFileAtomically(path, readFile(path, 1 << 24) + " ");
    StudyInputs of = inputs();
    EXPECT_EQ(checkUnit(of, {{3, 0}, 0}).reason, "changed since: weights");
}

TEST_F(Extraction, WeightsOfNoKnownArchitectureWantATemplate)
{
    m_study.lineages[2].modelTemplate.clear();
    writeStudy(m_folder.path(), m_study);
    const ExtractionResult result = extract();
    ASSERT_EQ(result.failures.size(), 6u);
    EXPECT_NE(result.failures[0].message.find("no known architecture"), std::string::npos);
    EXPECT_EQ(result.unitsDone, 8u);
}

// Without its first checkpoint a lineage that has no template has no architecture to plan for.
TEST_F(Extraction, AMissingFirstCheckpointStopsALineageWithoutTemplate)
{
    m_study = withWholeLineage(m_folder.path(), m_study);
    Lineage& whole = m_study.lineages.back();
    whole.checkpoints.push_back({.epoch = 1, .weights = "checkpoints/whole/0.pt"});
    whole.checkpoints[0].weights = "checkpoints/whole/none.pt";
    writeStudy(m_folder.path(), m_study);
    EXPECT_EQ(plan().impossible.size(), 4u);
    EXPECT_EQ(extract().unitsDone, 14u);
}

} // namespace
} // namespace palimpsest

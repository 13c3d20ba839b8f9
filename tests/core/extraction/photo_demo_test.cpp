// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/models/architectures/architecture.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/models/torch_classifier.h"
#include "core/study/part_sets.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/small_study.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

// What the demo of photographs promises, on the files that are shipped.
class PhotoDemo : public testing::Test
{
protected:
    Study m_study = readStudy(photoDemoFolder());
};

TEST_F(PhotoDemo, IsTheTransferExperimentItClaimsToBe)
{
    ASSERT_EQ(m_study.lineages.size(), 3u);
    const Lineage& pretrained = m_study.lineages[0];
    const Lineage& finetuned = m_study.lineages[1];
    const Lineage& scratch = m_study.lineages[2];
    EXPECT_EQ(pretrained.role, Role::Pretrained);
    EXPECT_EQ(finetuned.role, Role::Finetuned);
    EXPECT_EQ(scratch.role, Role::Scratch);
    ASSERT_EQ(pretrained.checkpoints.size(), 1u);
    ASSERT_EQ(finetuned.checkpoints.size(), scratch.checkpoints.size());
    std::uintmax_t bytes = 0;
    for (const Lineage& lineage : m_study.lineages) {
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            EXPECT_TRUE(checkpoint.accuracy.has_value());
            bytes += fs::file_size(photoDemoFolder() / checkpoint.weights);
        }
    }
    EXPECT_LE(bytes, 18'000'000u);
    EXPECT_GT(*pretrained.checkpoints[0].accuracy, 0.9);
    EXPECT_GE(*finetuned.checkpoints.back().accuracy, *pretrained.checkpoints[0].accuracy);
    EXPECT_LT(*scratch.checkpoints.back().accuracy, *pretrained.checkpoints[0].accuracy - 0.1);
    EXPECT_GT(*scratch.checkpoints.back().accuracy, 0.5); // half of the test photographs are cats
}

TEST_F(PhotoDemo, NamesOfTensorsTellThatItIsASqueezeNet)
{
    for (const Lineage& lineage : m_study.lineages) {
        EXPECT_TRUE(lineage.modelTemplate.empty());
        const CheckpointFile file =
            readCheckpoint(photoDemoFolder() / lineage.checkpoints[0].weights);
        const auto network = recognise(file.tensors, file.config);
        ASSERT_TRUE(network.has_value());
        EXPECT_EQ(network->name, "SqueezeNet 1.0");
        EXPECT_EQ(network->classes, 2);
    }
}

TEST_F(PhotoDemo, ShowsEightPetsOfDifferentBreedsWithWhatTheirLicenceWants)
{
    ASSERT_EQ(m_study.samples.size(), 8u);
    std::set<std::string> breeds;
    std::size_t cats = 0;
    for (const Sample& sample : m_study.samples) {
        breeds.insert(sample.id.substr(0, sample.id.rfind('_')));
        cats += m_study.classes.at(static_cast<std::size_t>(sample.label)) == "cat" ? 1 : 0;
        const PartNames* set = partSetFor(m_study, sample);
        ASSERT_NE(set, nullptr);
        EXPECT_EQ(set->parts.size(), 10u);
    }
    EXPECT_EQ(breeds.size(), 8u);
    EXPECT_EQ(cats, 4u);
    const std::string pictures = readFile(photoDemoFolder() / "images/ATTRIBUTION.md", 1 << 16);
    EXPECT_NE(pictures.find("Attribution-ShareAlike 4.0"), std::string::npos);
    const std::string weights = readFile(photoDemoFolder() / "checkpoints/LICENCE.txt", 1 << 16);
    EXPECT_NE(weights.find("Redistributions in binary form"), std::string::npos);
}

// The parts are drawn by hand and the values made after that.
class PhotoDemoValues : public PhotoDemo
{
protected:
    void SetUp() override
    {
        if (!fs::exists(photoDemoFolder() / "values")) {
            GTEST_SKIP() << "the parts of the photographs are not drawn yet";
        }
    }
};

TEST_F(PhotoDemoValues, EveryPetHasEightToTenPartsOfTheSet)
{
    StudyInputs inputs(photoDemoFolder(), m_study);
    for (const PartGaps& gaps : partGaps(photoDemoFolder(), m_study)) {
        EXPECT_EQ(gaps.problem, "") << gaps.sample;
        EXPECT_LE(gaps.missing.size(), 2u) << gaps.sample;
    }
    for (std::size_t i = 0; i < m_study.samples.size(); ++i) {
        EXPECT_GE(inputs.parts(i).parts.size(), 8u) << m_study.samples[i].id;
        EXPECT_LE(inputs.parts(i).parts.size(), 10u) << m_study.samples[i].id;
    }
}

TEST_F(PhotoDemoValues, StandForEveryUnitAndAreThoseOfTheModels)
{
    StudyInputs inputs(photoDemoFolder(), m_study);
    for (const CheckpointIndex checkpoint : allCheckpoints(m_study)) {
        const auto model =
            openTorchClassifier({}, inputs.weightsPath({checkpoint, 0}), {.threads = 1});
        for (std::size_t i = 0; i < m_study.samples.size(); ++i) {
            const UnitCheck unit = checkUnit(inputs, {checkpoint, i});
            ASSERT_EQ(unit.state, UnitState::Complete) << unit.reason;
            const auto parts = static_cast<int>(inputs.parts(i).parts.size());
            ASSERT_EQ(unit.table.logits.rows, std::size_t{1} << static_cast<unsigned>(parts));
            const std::array<Coalition, 3> some = {0, 5, fullCoalition(parts)};
            const Matrix<float> again = model->open(inputs.sample(i).input)->logits(some);
            for (std::size_t k = 0; k < some.size(); ++k) {
                for (std::size_t label = 0; label < again.columns; ++label) {
                    EXPECT_NEAR(again.row(k)[label], unit.table.logits.row(some[k])[label], 1e-3)
                        << m_study.samples[i].id;
                }
            }
        }
    }
}

} // namespace
} // namespace palimpsest

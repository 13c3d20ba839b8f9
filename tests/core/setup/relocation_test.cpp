// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/study_values.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/setup/relocation.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The small study with values of one checkpoint, whose weights, template and pictures are links
/// into a folder that goes away.
class MovedFiles : public testing::Test
{
protected:
    MovedFiles() : m_study(makeSmallStudy(m_folder.path()))
    {
        fs::create_directories(m_data.path());
        m_weights = m_study.lineages[0].checkpoints[0].weights;
        m_picture = m_study.samples[0].image;
        for (const fs::path& path : {m_weights, m_study.lineages[0].modelTemplate, m_picture}) {
            fs::rename(m_folder / path, m_data / path.filename());
            fs::create_symlink(m_data / path.filename(), m_folder / path);
        }
        StudyInputs inputs(m_folder.path(), m_study);
        runExtraction(inputs, planExtraction(inputs, {.threads = 1, .only = m_one}));
        fs::rename(m_data.path(), m_moved);
    }
    ~MovedFiles() override { fs::remove_all(m_moved); }

    UnitReport report(std::size_t sample) const
    {
        StudyInputs inputs(m_folder.path(), m_study);
        return reportUnit(inputs, {{0, 0}, sample});
    }

    std::string m_one = "pretrained";
    TemporaryFolder m_folder;
    TemporaryFolder m_data;
    fs::path m_moved = m_data.path().string() + "-moved";
    Study m_study;
    fs::path m_weights;
    fs::path m_picture;
};

TEST_F(MovedFiles, LeaveStoredValuesToBeLookedAt)
{
    StudyInputs inputs(m_folder.path(), m_study);
    const StudyValues values = loadValues(inputs);
    for (const std::size_t sample : {0, 1}) {
        const UnitReport unit = values.units.at({{0, 0}, sample});
        EXPECT_EQ(unit.state, UnitState::Complete);
        EXPECT_NE(unit.reason.find("is missing; its values are shown as they were stored"),
                  std::string::npos)
            << unit.reason;
        EXPECT_TRUE(values.tables.contains({{0, 0}, sample}));
    }
    const ExtractionPlan plan = planExtraction(inputs, {});
    EXPECT_EQ(plan.complete, 2u);
    EXPECT_TRUE(plan.units.empty()); // all others need the template
    ASSERT_FALSE(plan.impossible.empty());
    EXPECT_NE(plan.impossible[0].message.find("Put it back, or locate it"), std::string::npos)
        << plan.impossible[0].message;
}

TEST_F(MovedFiles, AreFoundAgainByTheirNames)
{
    EXPECT_EQ(missingFiles(m_folder.path(), m_study).size(), 3u);
    const Relocated result = relocateAll(m_folder.path(), m_study, m_moved);
    EXPECT_EQ(result.found.size(), 3u);
    EXPECT_TRUE(result.missing.empty());
    EXPECT_TRUE(missingFiles(m_folder.path(), m_study).empty());
    EXPECT_EQ(report(0), (UnitReport{.state = UnitState::Complete}));
    StudyInputs inputs(m_folder.path(), m_study);
    EXPECT_TRUE(planExtraction(inputs, {}).impossible.empty());
}

TEST_F(MovedFiles, OfTwoWithOneNameThatInTheSameFolderIsTaken)
{
    fs::create_directories(m_moved / "cat");
    fs::create_directories(m_moved / "dog");
    const fs::path link = m_folder / m_study.samples[1].image;
    for (const char* folder : {"cat", "dog"}) {
        fs::copy_file(link, m_moved / folder / "0001.png");
    }
    fs::remove(link);
    fs::create_symlink(m_data / "dog/0001.png", link);
    relocateAll(m_folder.path(), m_study, m_moved);
    EXPECT_EQ(fs::read_symlink(link), m_moved / "dog/0001.png");

    fs::remove(link);
    fs::create_symlink(m_data / "bird/0001.png", link);
    const Relocated result = relocateAll(m_folder.path(), m_study, m_moved);
    EXPECT_EQ(result.missing.size(), 1u);
    ASSERT_EQ(result.problems.size(), 1u);
    EXPECT_NE(result.problems[0].find("could both be"), std::string::npos);
}

TEST_F(MovedFiles, NothingOfAFolderWithFilesOfItsOwnIsLost)
{
    fs::remove(m_folder / m_weights);
    fs::create_directory(m_folder / m_weights);
    fs::create_symlink(m_data / "model.safetensors", m_folder / m_weights / "model.safetensors");
    writeFileAtomically(m_folder / m_weights / "config.json", "{}");
    const fs::path found = m_moved / "checkpoint-1";
    fs::create_directory(found);
    expectError<BadInput>([&] { relocate(m_folder.path(), m_study, m_weights, found); },
                          "holds files beside the links");
    EXPECT_TRUE(fs::exists(m_folder / m_weights / "config.json"));
    fs::remove(m_folder / m_weights / "config.json");
    expectError<BadInput>([&] { relocate(m_folder.path(), m_study, m_weights, found); },
                          "no folder of Hugging Face");
}

TEST_F(MovedFiles, OtherFilesAreRefused)
{
    const fs::path other = demoFolder() / "checkpoints/scratch/epoch_02.safetensors";
    expectError<BadInput>([&] { relocate(m_folder.path(), m_study, m_weights, other); },
                          "is not what the stored values of pretrained/0 on");
    EXPECT_EQ(missingFiles(m_folder.path(), m_study).size(), 3u);
    EXPECT_EQ(fs::read_symlink(m_folder / m_weights).parent_path(), m_data.path());
    const fs::path picture = m_folder / m_study.samples[1].image;
    expectError<BadInput>([&] { relocate(m_folder.path(), m_study, m_picture, picture); },
                          "is not what the stored values");
    expectError<BadFile>([&] { relocate(m_folder.path(), m_study, m_weights, "/none"); }, "/none");
    expectError<BadInput>([&] { relocate(m_folder.path(), m_study, "study.json", other); },
                          "no file that the study misses");
    relocate(m_folder.path(), m_study, m_weights, m_moved / m_weights.filename());
    EXPECT_EQ(missingFiles(m_folder.path(), m_study).size(), 2u);
}

} // namespace
} // namespace palimpsest

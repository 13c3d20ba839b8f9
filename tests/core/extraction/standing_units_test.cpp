// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/small_runs.h"
#include "core/study/file_edits.h"
#include "core/units/unit_check.h"

#include <fstream>

namespace palimpsest {
namespace {

/// What other programs do while a run is under way.
class StandingUnitsTest : public Extraction
{
protected:
    void makeEdit(const FileEdit& edit)
    {
        carryOut(m_folder.path(), edit);
        writeStudy(m_folder.path(), edit.after);
    }

    /// A run that `meanwhile` is done in, before its first batch.
    ExtractionResult extractOf(const std::string& only, const std::function<void()>& meanwhile)
    {
        bool isDone = false;
        const auto progress = [&](const ExtractionProgress& now) {
            if (now.passesDone > 0 && !std::exchange(isDone, true)) {
                meanwhile();
            }
            return true;
        };
        return extract({.progress = progress}, {.batchSize = 1, .only = only});
    }
};

TEST_F(StandingUnitsTest, ARunThatGotTheNameOfAnotherKeepsItsValues)
{
    extract({}, {.only = "finetuned"});
    const auto before = contents(m_folder / "values/finetuned");
    const ExtractionResult result = extractOf("scratch", [this] {
        makeEdit(withRunRenamed(readStudy(m_folder.path()), "scratch", "old"));
        makeEdit(withRunRenamed(readStudy(m_folder.path()), "finetuned", "scratch"));
    });
    EXPECT_EQ(contents(m_folder / "values/scratch"), before);
    EXPECT_EQ(result.unitsDone, 0U);
    ASSERT_FALSE(result.failures.empty());
    EXPECT_NE(result.failures[0].message.find("renamed or removed"), std::string::npos)
        << result.failures[0].message;
}

TEST_F(StandingUnitsTest, ASampleThatGotTheNameOfAnotherKeepsItsValues)
{
    extract();
    const std::string first = m_study.samples[0].id;
    const std::string second = m_study.samples[1].id;
    const auto valuesOf = [this](const std::string& id) {
        return readFile(m_folder / ("values/pretrained/0/" + id + ".h5"), 1U << 20);
    };
    const std::string before = valuesOf(second);
    std::filesystem::remove(m_folder / ("values/pretrained/0/" + first + ".h5"));
    const ExtractionResult result = extractOf("pretrained", [&] {
        makeEdit(withSampleRenamed(readStudy(m_folder.path()), first, "old"));
        makeEdit(withSampleRenamed(readStudy(m_folder.path()), second, first));
    });
    EXPECT_EQ(valuesOf(first), before);
    EXPECT_EQ(result.failures.size(), 1U);
}

TEST_F(StandingUnitsTest, NothingIsLeftWhereARunWas)
{
    extractOf("scratch",
              [this] { makeEdit(withRunRenamed(readStudy(m_folder.path()), "scratch", "old")); });
    EXPECT_FALSE(std::filesystem::exists(m_folder / "values/scratch"));
}

TEST_F(StandingUnitsTest, AStudyThatCannotBeReadMeanwhileEndsNoRun)
{
    const ExtractionResult result =
        extractOf("scratch", [this] { std::ofstream(studyPath(m_folder.path())) << "{\"name"; });
    EXPECT_TRUE(result.failures.empty());
    EXPECT_GT(result.unitsDone, 1U);
}

TEST_F(StandingUnitsTest, OtherEditsAreNotInTheWay)
{
    const ExtractionResult result = extractOf("scratch", [this] {
        Study other = readStudy(m_folder.path());
        other.settings.tau = 0.3;
        other.lineages[0].checkpoints[0].accuracy = 0.5;
        writeStudy(m_folder.path(), other);
    });
    EXPECT_TRUE(result.failures.empty());
    EXPECT_GT(result.unitsDone, 0U);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/study/recovery_draft.h"
#include "core/study/study_file.h"
#include "support/failing_calls.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class RecoveryDraftTest : public testing::Test
{
protected:
    void SetUp() override
    {
        m_study = makeSmallStudy(study());
        m_edits.study = m_study;
        m_edits.study->settings.tau = 0.3;
        m_edits.drafts["pullover_1"] = R"({"polygon":{}})";
        m_edits.drawings["pullover_1"] = withPartRenamed(
            readLabelMe(partsPath(study(), m_study.samples.front())), 0, "upper edge");
    }

    fs::path study() const { return m_folder / "study"; }
    fs::path root() const { return m_folder / "recovery"; }

    const TemporaryFolder m_folder;
    Study m_study;
    UnsavedEdits m_edits;
};

TEST_F(RecoveryDraftTest, WhatAKilledProgramKeptIsFoundAsItWas)
{
    const pid_t process = ::fork();
    if (process == 0) {
        RecoveryDraft draft(root(), study());
        draft.keep(m_edits);
        ::raise(SIGKILL);
    }
    ::waitpid(process, nullptr, 0);
    const std::vector<LeftEdits> left = leftEdits(root());
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].problem, "");
    EXPECT_EQ(left[0].study, study());
    EXPECT_EQ(left[0].edits, m_edits);
    discard(left[0]);
    EXPECT_TRUE(leftEdits(root()).empty());
}

TEST_F(RecoveryDraftTest, WhatSomebodyStillWorksOnIsNotLeft)
{
    RecoveryDraft draft(root(), study());
    draft.keep(m_edits);
    EXPECT_TRUE(leftEdits(root()).empty());
}

TEST_F(RecoveryDraftTest, WhatIsSavedIsNotKeptAnyLonger)
{
    {
        RecoveryDraft draft(root(), study());
        draft.keep(m_edits);
        m_edits.study.reset();
        draft.keep(m_edits);
    }
    ASSERT_EQ(leftEdits(root()).size(), 1u);
    EXPECT_EQ(leftEdits(root())[0].edits, m_edits);
    {
        RecoveryDraft draft(root(), study());
        draft.keep(m_edits);
        draft.keep({});
    }
    EXPECT_EQ(leftEdits(root()).size(), 1u);
}

TEST_F(RecoveryDraftTest, WhatWasKeptHalfIsKeptWholeTheNextTime)
{
    const UnsavedEdits before = m_edits;
    {
        RecoveryDraft draft(root(), study());
        draft.keep(before);
        const fs::path parts =
            partsPath(fs::directory_iterator(root())->path(), m_study.samples.front());
        fs::remove(parts);
        fs::create_directory(parts); // so that it cannot be written
        m_edits.study->name = "another";
        m_edits.drawings.begin()->second.parts.pop_back();
        EXPECT_THROW(draft.keep(m_edits), Error);
        fs::remove(parts);
        draft.keep(before);
    }
    ASSERT_EQ(leftEdits(root()).size(), 1u);
    EXPECT_EQ(leftEdits(root())[0].edits, before);
}

TEST_F(RecoveryDraftTest, EditsThatCannotBeReadAreNamed)
{
    {
        RecoveryDraft draft(root(), study());
        draft.keep(m_edits);
    }
    const fs::path folder = leftEdits(root())[0].folder;
    writeFileAtomically(folder / "study.json", "{ broken");
    EXPECT_NE(leftEdits(root())[0].problem.find(folder.string()), std::string::npos);
}

TEST_F(RecoveryDraftTest, EditsAreKeptOnlyUnderTheNameOfTheirStudy)
{
    std::size_t failures = 0;
    for (const WriteCall call : {WriteCall::Write, WriteCall::Fsync, WriteCall::Rename}) {
        {
            RecoveryDraft draft(root(), study());
            {
                const FailingCall failing(call, 0); // of those that write the name
                EXPECT_THROW(draft.keep(m_edits), Error);
                failures += FailingCall::hasFailed() ? 1 : 0;
            }
            EXPECT_TRUE(fs::is_empty(root())) << "nothing is left half made";
            draft.keep(m_edits);
        }
        const std::vector<LeftEdits> left = leftEdits(root());
        ASSERT_EQ(left.size(), 1u);
        EXPECT_EQ(left[0].problem, "");
        EXPECT_EQ(left[0].study, study());
        EXPECT_EQ(left[0].edits, m_edits);
        discard(left[0]);
    }
    EXPECT_EQ(failures, 3u);
}

TEST_F(RecoveryDraftTest, EditsOfAStudyThatNothingNamesAreSaid)
{
    {
        RecoveryDraft draft(root(), study());
        draft.keep(m_edits);
    }
    const fs::path folder = leftEdits(root())[0].folder;
    for (const bool isEmpty : {true, false}) {
        fs::remove(folder / "study-folder");
        if (isEmpty) {
            writeFileAtomically(folder / "study-folder", "");
        }
        const std::vector<LeftEdits> left = leftEdits(root());
        ASSERT_EQ(left.size(), 1u);
        EXPECT_TRUE(left[0].study.empty());
        EXPECT_NE(left[0].problem.find(folder.string()), std::string::npos);
        EXPECT_NE(left[0].problem.find("of which study"), std::string::npos) << left[0].problem;
    }
    fs::remove_all(folder);
    fs::create_directory(folder);
    EXPECT_TRUE(leftEdits(root()).empty()) << "without edits there is nothing to say";
}

TEST_F(RecoveryDraftTest, TheTimeIsThatOfTheNewestEdit)
{
    {
        RecoveryDraft draft(root(), study());
        draft.keep(m_edits);
    }
    const LeftEdits before = leftEdits(root())[0];
    const auto later = before.kept + std::chrono::hours(1);
    fs::last_write_time(partsPath(before.folder, "pullover_1"),
                        std::chrono::file_clock::from_sys(later));
    EXPECT_EQ(leftEdits(root())[0].kept, later);
}

TEST_F(RecoveryDraftTest, DifferencesFromFilesAreSaidInWords)
{
    const auto lines = differencesFromFiles(m_edits, study(), {.first = "left", .second = "saved"});
    const std::vector<std::string> expected = {
        "tau: 0.3 left, 0.05 saved",
        "pullover_1: parts: 3 left, 3 saved (only left: upper edge; only saved: top)"};
    EXPECT_EQ(lines, expected);
    writeEdits(study(), m_edits);
    EXPECT_TRUE(differencesFromFiles(m_edits, study()).empty());
}

TEST_F(RecoveryDraftTest, WhatIsSetAsideIsWhole)
{
    const std::string before = readFile(studyPath(study()), 1u << 20);
    const fs::path theirs = setFilesAside(study(), m_edits, "theirs");
    const fs::path mine = setAside(study(), m_edits, "mine");
    EXPECT_EQ(readFile(studyPath(theirs), 1u << 20), before);
    EXPECT_TRUE(fs::exists(partsPath(theirs, m_study.samples.front())));
    EXPECT_EQ(readEdits(mine), m_edits);
    EXPECT_NE(setAside(study(), m_edits, "mine"), mine) << "nothing set aside is replaced";
}

TEST_F(RecoveryDraftTest, NothingIsSetAsideThroughALink)
{
    fs::create_directories(m_folder / "outside");
    fs::create_directory_symlink(m_folder / "outside", study() / "set_aside");
    EXPECT_THROW(setAside(study(), m_edits, "mine"), NotWritable);
    EXPECT_THROW(setFilesAside(study(), m_edits, "theirs"), NotWritable);
    EXPECT_TRUE(fs::is_empty(m_folder / "outside"));
}

} // namespace
} // namespace palimpsest

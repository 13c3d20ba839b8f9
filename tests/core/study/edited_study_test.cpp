// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/edited_study.h"
#include "core/study/study_file.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class EditedStudyTest : public testing::Test
{
protected:
    void SetUp() override { makeSmallStudy(m_folder.path()); }

    const TemporaryFolder m_folder;
};

TEST_F(EditedStudyTest, WritesWhatWasChangedAndGivesTheLockBack)
{
    {
        EditedStudy edited(m_folder.path());
        Study after = edited.study();
        after.settings.tau = 0.2;
        edited.write(after);
        EXPECT_EQ(lookAtLock(m_folder.path()).state, LockState::Held);
    }
    EXPECT_EQ(readStudy(m_folder.path()).settings.tau, 0.2);
    EXPECT_EQ(lookAtLock(m_folder.path()).state, LockState::Free);
}

TEST_F(EditedStudyTest, NeverOverwritesWhatItHasNotRead)
{
    EditedStudy edited(m_folder.path());
    Study theirs = edited.study();
    theirs.name = "theirs"; // an editor that knows no locks
    writeStudy(m_folder.path(), theirs);
    Study mine = edited.study();
    mine.settings.tau = 0.2;
    EXPECT_THROW(edited.write(mine), NotWritable);
    EXPECT_EQ(readStudy(m_folder.path()), theirs);
}

TEST_F(EditedStudyTest, WaitsAMomentForAnotherAndThenSaysWho)
{
    const StudyLock other(m_folder.path());
    try {
        const EditedStudy edited(m_folder.path());
        FAIL() << "two edit at once";
    } catch (const StudyInUse& error) {
        EXPECT_NE(std::string(error.what()).find("core_tests"), std::string::npos);
    }
}

TEST_F(EditedStudyTest, LeavesNoLockInAFolderThatIsNoStudy)
{
    const TemporaryFolder other;
    EXPECT_THROW(const EditedStudy edited(other.path()), BadFile);
    EXPECT_TRUE(std::filesystem::is_empty(other.path()));
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/edited_study_test.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "core/study/study_lock.h"
#include "support/failing_calls.h"

#include <QSignalSpy>
#include <gtest/gtest.h>

#include <memory>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class StudyAccessTest : public EditedStudyTest
{
};

TEST_F(StudyAccessTest, TheFirstEditTakesTheLockAndClosingGivesItBack)
{
    {
        StudyDocument document(study());
        document.sheet(0);
        EXPECT_EQ(lookAtLock(study()).state, LockState::Free);
        rename(document, "hem");
        EXPECT_EQ(lookAtLock(study()).state, LockState::Held);
        EXPECT_TRUE(document.save());
        EXPECT_EQ(lookAtLock(study()).state, LockState::Held);
    }
    EXPECT_EQ(lookAtLock(study()).state, LockState::Free);
}

TEST_F(StudyAccessTest, WhoeverWasTakenOverSavesNothingMore)
{
    StudyDocument document(study(), recovery());
    chooseTau(document, 0.1);
    ASSERT_TRUE(document.save());
    fs::remove(study() / kStudyLockName); // as taking over does
    const StudyLock other(study());
    rename(document, "hem");
    EXPECT_FALSE(document.save());
    EXPECT_NE(readLabelMe(partsFile(0)).parts[0].name, "hem");
    chooseTau(document, 0.2);
    EXPECT_EQ(document.study().settings.tau, 0.1) << "it only looks by now";
    EXPECT_TRUE(document.isDirty()) << "and what it has stays";
}

TEST_F(StudyAccessTest, ALockThatCannotBeHadAgainIsAReasonNotToSaveEachTimeItIsLost)
{
    StudyDocument document(study());
    const QSignalSpy failures(&document, &StudyDocument::saveFailed);
    const QSignalSpy refusals(&document, &StudyDocument::refused);
    const QSignalSpy saves(&document, &StudyDocument::saved);
    for (const std::string name : {"hem", "collar"}) {
        rename(document, name);
        fs::remove(study() / kStudyLockName);
        {
            const FailingCall full(WriteCall::Open, 0);
            EXPECT_FALSE(document.save());
            EXPECT_TRUE(FailingCall::hasFailed());
        }
        EXPECT_NE(readLabelMe(partsFile(0)).parts[0].name, name);
        EXPECT_TRUE(failures.back()[0].toString().contains(kStudyLockName));
        EXPECT_TRUE(document.save());
        EXPECT_TRUE(document.access().isHeld());
        EXPECT_EQ(readLabelMe(partsFile(0)).parts[0].name, name);
    }
    EXPECT_EQ(failures.count(), 2);
    EXPECT_EQ(saves.count(), 2) << "which takes back what failures said";
    EXPECT_EQ(refusals.count(), 0) << "no edit was refused";
}

TEST_F(StudyAccessTest, AnEditAfterARefusedOneTakesBackWhatWasSaid)
{
    StudyDocument document(study());
    document.sheet(0);
    const QSignalSpy refusals(&document, &StudyDocument::refused);
    const QSignalSpy changes(&document.access(), &StudyAccess::changed);
    {
        const FailingCall unwritable(WriteCall::Open, 0);
        rename(document, "hem");
    }
    EXPECT_FALSE(document.isDirty());
    ASSERT_EQ(refusals.count(), 1);
    EXPECT_TRUE(refusals[0][0].toString().contains(kStudyLockName));
    EXPECT_EQ(changes.count(), 0);
    rename(document, "hem");
    EXPECT_TRUE(document.isDirty());
    EXPECT_EQ(changes.count(), 1) << "so that the refusal is not shown any more";
}

TEST_F(StudyAccessTest, WhoTookOverIsToldEachTimeTheLockIsLost)
{
    StudyDocument document(study());
    const QSignalSpy changes(&document.access(), &StudyAccess::changed);
    for (const std::string name : {"hem", "collar"}) {
        rename(document, name);
        EXPECT_TRUE(document.access().isEditing());
        fs::remove(study() / kStudyLockName); // as taking over does
        auto other = std::make_unique<StudyLock>(study());
        const auto before = changes.count();
        EXPECT_FALSE(document.save());
        EXPECT_EQ(changes.count(), before + 1);
        EXPECT_FALSE(document.access().obstacle().isEmpty());
        other.reset();
        EXPECT_TRUE(document.save());
        EXPECT_TRUE(document.access().obstacle().isEmpty());
    }
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/edited_study_test.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "core/study/value_unit.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class OutsideChangesTest : public EditedStudyTest
{
protected:
    /// As an editor of text does, which knows no locks.
    void writeTau(double tau) const
    {
        Study theirs = readStudy(study());
        theirs.settings.tau = tau;
        writeStudy(study(), theirs);
    }
};

TEST_F(OutsideChangesTest, TheOtherWindowLooksOnlyAndSaysWhoEdits)
{
    auto first = std::make_unique<StudyDocument>(study());
    StudyDocument second(study());
    const QSignalSpy refusals(&second, &StudyDocument::refused);
    second.sheet(0);
    chooseTau(*first, 0.2);
    rename(*first, "hem");
    ASSERT_TRUE(first->save());

    chooseTau(second, 0.3);
    rename(second, "collar");
    EXPECT_FALSE(second.isDirty());
    ASSERT_EQ(refusals.count(), 2);
    EXPECT_TRUE(refusals[0][0].toString().contains("document_tests (process"));
    EXPECT_TRUE(second.access().obstacle().contains("document_tests (process"));

    EXPECT_TRUE(second.lookOutside()) << "what the first has saved is seen";
    EXPECT_EQ(second.study().settings.tau, 0.2);
    EXPECT_EQ(second.sheet(0).drawing.parts[0].name, "hem");

    first.reset();
    second.lookOutside();
    EXPECT_TRUE(second.access().obstacle().isEmpty());
    rename(second, "collar");
    EXPECT_TRUE(second.save());
    EXPECT_EQ(readLabelMe(partsFile(0)).parts[0].name, "collar");
    EXPECT_EQ(readStudy(study()).settings.tau, 0.2);
}

TEST_F(OutsideChangesTest, AnEditOfWhatHasChangedMeanwhileIsNotMade)
{
    StudyDocument document(study());
    const QSignalSpy refusals(&document, &StudyDocument::refused);
    writeTau(0.2);
    change(document, [](Study& study) { study.name = "mine"; });
    EXPECT_EQ(refusals.count(), 1);
    EXPECT_EQ(document.study().settings.tau, 0.2);
    change(document, [](Study& study) { study.name = "mine"; });
    EXPECT_TRUE(document.save());
    EXPECT_EQ(readStudy(study()).settings.tau, 0.2);
    EXPECT_EQ(readStudy(study()).name, "mine");
}

TEST_F(OutsideChangesTest, UndoDoesNotTakeBackWhatOthersHaveChanged)
{
    StudyDocument document(study());
    change(document, [](Study& study) { study.name = "mine"; });
    ASSERT_TRUE(document.save());
    writeTau(0.2);
    EXPECT_TRUE(document.lookOutside());
    document.activateStudy();
    EXPECT_FALSE(document.undoGroup().canUndo());
}

TEST_F(OutsideChangesTest, WhatOthersHaveChangedIsNotedByItself)
{
    StudyDocument document(study());
    QSignalSpy taken(&document, &StudyDocument::tookIn);
    writeTau(0.2);
    ASSERT_TRUE(taken.wait(10'000));
    EXPECT_EQ(taken[0][0].toStringList(), QStringList{"tau: 0.05 before, 0.2 now"});
}

TEST_F(OutsideChangesTest, PartsOfOthersAreNotedByThemselvesUnlessThereAreEditsOfThem)
{
    StudyDocument document(study());
    const Drawing first = document.sheet(0).drawing;
    const std::size_t parts = document.sheet(1).drawing.parts.size();
    QSignalSpy taken(&document, &StudyDocument::tookIn);
    writeLabelMe(partsFile(1), withoutPart(readLabelMe(partsFile(1)), 0), {});
    ASSERT_TRUE(taken.wait(10'000));
    EXPECT_EQ(document.sheet(1).drawing.parts.size(), parts - 1);
    EXPECT_EQ(document.sheet(0).drawing, first);
    rename(document, "collar");
    writeLabelMe(partsFile(0), withoutPart(first, 0), {});
    writeLabelMe(partsFile(1), withoutPart(readLabelMe(partsFile(1)), 0), {});
    ASSERT_TRUE(taken.wait(10'000));
    EXPECT_EQ(document.sheet(1).drawing.parts.size(), parts - 2);
    EXPECT_EQ(document.sheet(0).drawing.parts[0].name, "collar");
}

TEST_F(OutsideChangesTest, AFolderThatIsAwayForAWhileIsNoEditOfOthers)
{
    StudyDocument document(study());
    QSignalSpy said(&document, &StudyDocument::saveFailed);
    QSignalSpy taken(&document, &StudyDocument::tookIn);
    const Drawing before = document.sheet(0).drawing;
    change(document, [](Study& study) { study.name = "mine"; });
    ASSERT_TRUE(document.save());
    const fs::path elsewhere = study().string() + "-away";
    fs::rename(study(), elsewhere);
    EXPECT_FALSE(document.lookOutside());
    EXPECT_FALSE(document.lookOutside());
    EXPECT_EQ(said.count(), 1) << "once is enough";
    EXPECT_EQ(document.sheet(0).drawing, before);
    rename(document, "collar");
    EXPECT_FALSE(document.save());
    fs::rename(elsewhere, study());
    EXPECT_FALSE(document.lookOutside());
    EXPECT_TRUE(document.access().isHeld()) << "the lock came back with it";
    EXPECT_TRUE(document.save());
    EXPECT_EQ(readLabelMe(partsFile(0)).parts[0].name, "collar");
    EXPECT_EQ(taken.count(), 0);
}

TEST_F(OutsideChangesTest, APictureAndPartsOfOthersAreTakenIn)
{
    StudyDocument document(study());
    const Image before = document.sheet(0).picture;
    const std::vector<Sample>& samples = document.study().samples;
    fs::copy_file(study() / samples[1].image, study() / samples[0].image,
                  fs::copy_options::overwrite_existing);
    writeLabelMe(partsFile(0), withoutPart(readLabelMe(partsFile(0)), 0), {});
    EXPECT_TRUE(document.lookOutside());
    EXPECT_FALSE(document.sheet(0).picture == before);
    EXPECT_EQ(document.sheet(0).parts.partCount(), 2);
    EXPECT_FALSE(document.lookOutside());
}

TEST_F(OutsideChangesTest, WhatWasOnlyTouchedIsNoChange)
{
    StudyDocument document(study());
    document.sheet(0);
    for (const fs::path& file : {studyPath(study()), partsFile(0)}) {
        writeFileAtomically(file, readFile(file, 1u << 20));
    }
    EXPECT_FALSE(document.lookOutside());
    rename(document, "hem");
    EXPECT_TRUE(document.save());
}

TEST_F(OutsideChangesTest, NothingIsOverwrittenBeforeItIsDecidedWhatToKeep)
{
    for (const bool keepsMine : {true, false}) {
        writeTau(0.05);
        StudyDocument document(study());
        const QSignalSpy conflicts(&document, &StudyDocument::conflictChanged);
        chooseTau(document, 0.1);
        writeTau(0.2);
        EXPECT_FALSE(document.save());
        EXPECT_FALSE(document.save());
        EXPECT_EQ(readStudy(study()).settings.tau, 0.2);
        EXPECT_EQ(conflicts.count(), 1);
        EXPECT_EQ(document.conflict(), QStringList{"tau: 0.1 here, 0.2 there"});

        const fs::path aside = keepsMine ? document.keepMine() : document.takeTheirs();
        EXPECT_FALSE(document.isDirty());
        EXPECT_TRUE(document.conflict().isEmpty());
        const double kept = keepsMine ? 0.1 : 0.2;
        EXPECT_EQ(readStudy(study()).settings.tau, kept);
        EXPECT_EQ(document.study().settings.tau, kept);
        EXPECT_EQ(readStudy(aside).settings.tau, keepsMine ? 0.2 : 0.1);
    }
}

TEST_F(OutsideChangesTest, PartsOfOthersAreNotOverwrittenAndOtherSamplesAreSavedAllTheSame)
{
    for (const bool keepsMine : {true, false}) {
        StudyDocument document(study());
        rename(document, keepsMine ? "mine" : "mine again");
        document.changeDrawing(1, withPart(document.sheet(1).drawing), "new part");
        const Drawing mine = document.sheet(0).drawing;
        const Drawing theirs = withoutPart(readLabelMe(partsFile(0)), 2);
        writeLabelMe(partsFile(0), theirs, {});
        EXPECT_FALSE(document.save());
        EXPECT_EQ(readLabelMe(partsFile(0)), theirs);
        EXPECT_EQ(readLabelMe(partsFile(1)), document.sheet(1).drawing);

        const fs::path aside = keepsMine ? document.keepMine() : document.takeTheirs();
        EXPECT_EQ(document.sheet(0).drawing, keepsMine ? mine : theirs);
        EXPECT_EQ(readLabelMe(partsFile(0)), keepsMine ? mine : theirs);
        EXPECT_EQ(readLabelMe(aside / "parts" / partsFile(0).filename()),
                  keepsMine ? theirs : mine);
        makeSmallStudy(m_folder / "next");
        fs::remove_all(study());
        fs::rename(m_folder / "next", study());
    }
}

TEST_F(OutsideChangesTest, WhatIsDrawnAfterAConflictWasFoundIsSetAsideToo)
{
    StudyDocument document(study());
    rename(document, "mine");
    writeLabelMe(partsFile(0), withoutPart(readLabelMe(partsFile(0)), 2), {});
    EXPECT_FALSE(document.save());
    rename(document, "mine, and later");
    const Drawing latest = document.sheet(0).drawing;
    EXPECT_EQ(readLabelMe(document.takeTheirs() / "parts" / partsFile(0).filename()), latest);
}

TEST_F(OutsideChangesTest, WhatOthersHaveRemovedStandsInNobodysWay)
{
    StudyDocument document(study());
    rename(document, "hem");
    const fs::path file = partsFile(0);
    fs::remove(file);
    EXPECT_TRUE(document.save());
    EXPECT_EQ(readLabelMe(file), document.sheet(0).drawing);
}

TEST_F(OutsideChangesTest, PartsThatOthersDrewWhereNoneWereAreNotOverwritten)
{
    const fs::path file = partsFile(0);
    const Drawing theirs = readLabelMe(file);
    fs::remove(file);
    StudyDocument document(study());
    document.changeDrawing(0, withPart(document.sheet(0).drawing), "new part");
    writeLabelMe(file, theirs, {});
    EXPECT_FALSE(document.save());
    EXPECT_EQ(readLabelMe(file), theirs);
}

TEST_F(OutsideChangesTest, UnsavedPartsOfASampleThatOthersRemovedAreNotDropped)
{
    for (const bool keepsMine : {true, false}) {
        StudyDocument document(study());
        rename(document, keepsMine ? "hem" : "collar");
        Study theirs = readStudy(study());
        const std::string id = theirs.samples[0].id;
        theirs.samples.erase(theirs.samples.begin());
        writeStudy(study(), theirs);
        document.lookOutside();
        EXPECT_EQ(document.study().samples.size(), 2u);
        EXPECT_FALSE(document.save());
        const fs::path aside = keepsMine ? document.keepMine() : document.takeTheirs();
        EXPECT_FALSE(document.isDirty());
        EXPECT_EQ(document.study().samples.size(), keepsMine ? 2u : 1u);
        EXPECT_EQ(readStudy(study()).samples.size(), keepsMine ? 2u : 1u);
        if (keepsMine) {
            EXPECT_EQ(readStudy(aside), theirs);
        }
    }
}

TEST_F(OutsideChangesTest, AStudyFileOfOthersThatCannotBeReadIsSaidAndKept)
{
    StudyDocument document(study());
    const QSignalSpy failures(&document, &StudyDocument::saveFailed);
    writeFileAtomically(studyPath(study()), "{ broken");
    EXPECT_FALSE(document.lookOutside());
    EXPECT_FALSE(document.lookOutside());
    EXPECT_EQ(failures.count(), 1) << "said once";
    chooseTau(document, 0.1);
    EXPECT_FALSE(document.save());
    EXPECT_THROW(document.takeTheirs(), BadFile);
    const fs::path aside = document.keepMine();
    EXPECT_EQ(readFile(studyPath(aside), 100), "{ broken");
    EXPECT_EQ(readStudy(study()).settings.tau, 0.1);
}

TEST_F(OutsideChangesTest, FastEditsAreSavedWithinASecond)
{
    StudyDocument document(study());
    QElapsedTimer sinceUnsaved;
    qint64 longest = 0;
    bool wasDirty = false;
    QObject::connect(&document, &StudyDocument::dirtyChanged, [&] {
        if (document.isDirty() && !wasDirty) {
            sinceUnsaved.start();
        } else if (!document.isDirty() && wasDirty) {
            longest = std::max(longest, sinceUnsaved.elapsed());
        }
        wasDirty = document.isDirty();
    });
    for (int edit = 0; edit < 40; ++edit) {
        rename(document, "edit " + std::to_string(edit));
        QTest::qWait(50);
    }
    EXPECT_TRUE(QTest::qWaitFor([&] { return !document.isDirty(); }, 2000));
    EXPECT_GT(longest, 0);
    EXPECT_LT(longest, 1000);
}

TEST_F(OutsideChangesTest, UnsavedEditsAreKeptForRecoveryAndRestored)
{
    Drawing mine;
    {
        StudyDocument document(study(), recovery());
        rename(document, "hem");
        chooseTau(document, 0.1);
        mine = document.sheet(0).drawing;
        EXPECT_TRUE(QTest::qWaitFor([&] { return fs::exists(recovery()); }, 2000));
        EXPECT_TRUE(leftEdits(recovery()).empty()) << "the document is still open";
    } // closed without saving
    const std::vector<LeftEdits> left = leftEdits(recovery());
    ASSERT_EQ(left.size(), 1u);
    StudyDocument document(study(), recovery());
    const auto aside = document.restore(left[0].edits);
    ASSERT_TRUE(aside);
    EXPECT_EQ(readLabelMe(partsFile(0)), mine);
    EXPECT_EQ(readStudy(study()).settings.tau, 0.1);
    EXPECT_EQ(readStudy(*aside).settings.tau, 0.05);
}

TEST_F(OutsideChangesTest, ValuesThatAnotherProgramMakesAreTold)
{
    StudyDocument document(study());
    const QSignalSpy told(&document, &StudyDocument::drawingsSaved);
    const fs::path units = unitFolder(study(), document.study(), {0, 0});
    QElapsedTimer pause;
    int made = 0;
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            // One after the other, as they take their time.
            if (!pause.isValid() || pause.hasExpired(500)) {
                pause.start();
                writeFileAtomically(units / (std::to_string(++made) + ".h5"), "a unit");
            }
            return !told.isEmpty();
        },
        60'000));
    EXPECT_FALSE(document.isDirty());
}

TEST_F(OutsideChangesTest, NothingIsKeptOfWhatIsSaved)
{
    {
        StudyDocument document(study(), recovery());
        rename(document, "hem");
        QTest::qWait(200);
        EXPECT_TRUE(document.save());
    }
    EXPECT_TRUE(leftEdits(recovery()).empty());
}

} // namespace
} // namespace palimpsest

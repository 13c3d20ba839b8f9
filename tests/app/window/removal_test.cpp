// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/parts/edits.h"
#include "core/study/bin.h"
#include "core/study/file_edits.h"
#include "core/study/study_file.h"
#include "support/folder_bytes.h"
#include "support/window_test.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QUndoGroup>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class Removal : public WindowTest
{
protected:
    enum { kPutBack, kEmpty, kLater };

    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(open());
        ASSERT_TRUE(extractAll());
        m_window->showPlace(MainWindow::Place::Study);
        m_before = session().study();
        m_id = m_before.samples[0].id;
    }

    void run(const char* action) { find<QAction>(action)->trigger(); }

    std::size_t values()
    {
        EXPECT_TRUE(eventually([&] { return session().values() != nullptr; }));
        return session().values()->tables.size();
    }

    Study saved() const { return readStudy(study()); }

    /// Those of notices that are seen.
    QList<QPushButton*> undoButtons() const
    {
        QList<QPushButton*> buttons;
        for (auto* button : m_window->findChildren<QPushButton*>("noticeAction")) {
            if (button->isVisible() && button->text() == "Undo") {
                buttons.append(button);
            }
        }
        return buttons;
    }

    Study m_before;
    std::string m_id;
};

TEST_F(Removal, ASampleGoesAndComesBackWithItsValues)
{
    run("removeSample");
    EXPECT_EQ(session().study().samples.size(), 1U);
    EXPECT_EQ(saved(), session().study()) << "at once";
    EXPECT_FALSE(fs::exists(partsPath(study(), m_id)));
    EXPECT_EQ(values(), 7U);
    session().document()->undoGroup().undo();
    EXPECT_EQ(session().study(), m_before);
    EXPECT_EQ(saved(), m_before);
    EXPECT_EQ(values(), 14U);
    EXPECT_FALSE(fs::exists(study() / "bin"));
    session().document()->undoGroup().redo();
    EXPECT_EQ(session().study().samples.size(), 1U);
}

TEST_F(Removal, WhatOthersWroteOfASampleComesBackWithIt)
{
    const auto samples = [&] {
        return nlohmann::json::parse(readFile(studyPath(study()), 1 << 24)).at("samples");
    };
    auto file = nlohmann::json::parse(readFile(studyPath(study()), 1 << 24));
    file["samples"][0]["source"] = "album 3";
    writeFileAtomically(studyPath(study()), file.dump());
    session().document()->lookOutside();
    run("removeSample");
    EXPECT_EQ(samples().size(), 1U);
    EXPECT_FALSE(samples()[0].contains("source"));
    session().document()->undoGroup().undo();
    EXPECT_EQ(samples(), file["samples"]);
    EXPECT_FALSE(fs::exists(study() / "bin"));
}

TEST_F(Removal, NamesChangeAndValuesStay)
{
    m_dialogs.texts = {"first", "warm", "77"};
    run("renameSample");
    EXPECT_EQ(session().study().samples[0].id, "first");
    EXPECT_EQ(values(), 14U);
    run("renameRun");
    EXPECT_EQ(session().study().lineages[0].name, "warm");
    EXPECT_EQ(values(), 14U);
    run("changeEpoch");
    EXPECT_EQ(session().study().lineages[0].checkpoints[0].epoch, 77);
    EXPECT_EQ(values(), 14U);
    for (int i = 0; i < 3; ++i) {
        session().document()->undoGroup().undo();
    }
    EXPECT_EQ(saved(), m_before);
    EXPECT_EQ(values(), 14U);
}

TEST_F(Removal, WhatIsRenamedStaysChosen)
{
    auto* matrix = find<UnitMatrixView>("unitMatrix");
    const Lineage finetuned = m_before.lineages[1];
    matrix->setCurrentIndex(matrix->model()->index(1, 2)); // its second checkpoint
    m_dialogs.texts = {"second", "warm", "77"};
    for (const char* command : {"renameSample", "renameRun", "changeEpoch"}) {
        run(command);
    }
    ASSERT_EQ(session().study().samples[1].id, "second");
    ASSERT_EQ(session().study().lineages[1].name, "warm");
    const std::vector<Checkpoint>& checkpoints = session().study().lineages[1].checkpoints;
    ASSERT_EQ(checkpoints.back().epoch, 77) << "now the last";
    EXPECT_EQ(matrix->currentIndex().row(), 1);
    EXPECT_EQ(matrix->currentIndex().column(), static_cast<int>(checkpoints.size()));
    const QString epoch = QString::number(finetuned.checkpoints[1].epoch);
    EXPECT_EQ(m_dialogs.asked,
              QStringList({QStringLiteral("New name of sample %1:")
                               .arg(QString::fromStdString(m_before.samples[1].id)),
                           "New name of run finetuned:",
                           QStringLiteral("New epoch of warm/%1:").arg(epoch)}));
    for (int i = 0; i < 3; ++i) {
        session().document()->undoGroup().undo();
    }
    EXPECT_EQ(session().study(), m_before);
    EXPECT_EQ(matrix->currentIndex(), matrix->model()->index(1, 2));
}

TEST_F(Removal, CommandsActOnTheNamesThatWerePressed)
{
    const auto* matrix = find<UnitMatrixView>("unitMatrix");
    const QHeaderView& samples = *matrix->verticalHeader();
    const QHeaderView& columns = *matrix->horizontalHeader();
    QTest::mouseClick(samples.viewport(), Qt::LeftButton, Qt::NoModifier,
                      QPoint(20, samples.sectionViewportPosition(1) + 20));
    QTest::mouseClick(columns.viewport(), Qt::LeftButton, Qt::NoModifier,
                      QPoint(columns.sectionViewportPosition(6) + 10, columns.height() / 2));
    run("removeRun");
    run("removeSample");
    ASSERT_EQ(session().study().lineages.size(), 2U);
    EXPECT_EQ(session().study().lineages[0], m_before.lineages[0]);
    EXPECT_EQ(session().study().lineages[1], m_before.lineages[1]);
    ASSERT_EQ(session().study().samples.size(), 1U);
    EXPECT_EQ(session().study().samples[0].id, m_id);
}

TEST_F(Removal, ARunGetsAnotherRoleAndValuesStay)
{
    find<UnitMatrixView>("unitMatrix")
        ->setCurrentIndex(find<UnitMatrixView>("unitMatrix")->model()->index(0, 6));
    ASSERT_EQ(m_before.lineages[2].role, Role::Scratch);
    ASSERT_TRUE(session().analysis()->scratch.has_value());
    m_dialogs.choices = {static_cast<int>(Role::Other)};
    run("changeRole");
    EXPECT_EQ(session().study().lineages[2].role, Role::Other);
    EXPECT_NE(session().values(), nullptr) << "nothing of them is of roles";
    EXPECT_TRUE(eventually(
        [&] { return session().analysis() != nullptr && !session().analysis()->scratch; }));
    session().document()->undoGroup().undo();
    EXPECT_EQ(session().study(), m_before);

    m_dialogs.choices = {static_cast<int>(Role::Pretrained)};
    find<UnitMatrixView>("unitMatrix")
        ->setCurrentIndex(find<UnitMatrixView>("unitMatrix")->model()->index(0, 0));
    run("changeRole");
    EXPECT_EQ(session().study(), m_before) << "it has that role";
}

TEST_F(Removal, AStudyThatOthersChangeWhileAnEpochIsAskedForIsNotMistaken)
{
    find<UnitMatrixView>("unitMatrix")
        ->setCurrentIndex(
            find<UnitMatrixView>("unitMatrix")->model()->index(0, 6)); // the last of the last run
    m_dialogs.texts = {"77"};
    m_dialogs.meanwhile = [&] { // of three runs two are left
        writeStudy(study(), withoutRun(study(), m_before, "finetuned").after);
        session().document()->lookOutside();
    };
    run("changeEpoch");
    ASSERT_EQ(session().study().lineages.size(), 2U);
    EXPECT_EQ(session().study().lineages[1].name, "scratch");
    EXPECT_EQ(session().study().lineages[1].checkpoints.back().epoch, 77);
    EXPECT_EQ(session().study().lineages[0], m_before.lineages[0]);
}

TEST_F(Removal, WhatDoesNotDoIsSaidAndChangesNothing)
{
    m_dialogs.texts = {"../x", QString::fromStdString(m_before.samples[1].id)};
    run("renameSample");
    EXPECT_EQ(m_dialogs.textProblems.size(), 2) << "each time, where it is typed";
    m_dialogs.texts = {QString::fromStdString(m_before.lineages[1].name)};
    run("renameRun");
    EXPECT_EQ(m_dialogs.textProblems.size(), 3);
    m_dialogs.texts = {"many", "-1"};
    run("changeEpoch");
    EXPECT_EQ(m_dialogs.textProblems.size(), 5);
    EXPECT_EQ(session().study(), m_before);
    m_dialogs.texts = {"../x", "first"};
    run("renameSample");
    EXPECT_EQ(session().study().samples[0].id, "first");
}

TEST_F(Removal, TheUndoOfANoticeUndoesWhatItSaysOrGoes)
{
    run("removeSample");
    ASSERT_EQ(undoButtons().size(), 1);
    run("removeRun"); // now the last step
    ASSERT_EQ(undoButtons().size(), 1);
    undoButtons().front()->click();
    EXPECT_EQ(session().study().lineages, m_before.lineages);
    EXPECT_EQ(session().study().samples.size(), 1U);
    EXPECT_TRUE(undoButtons().isEmpty());

    session().document()->undoGroup().undo();
    ASSERT_EQ(session().study(), m_before);
    run("removeSample");
    Study after = session().study();
    after.settings.tau = 0.3;
    session().document()->changeStudy(after, "another step");
    EXPECT_TRUE(undoButtons().isEmpty());
}

TEST_F(Removal, TheUndoOfANoticeActsOnTheStudyWhereverOneIs)
{
    run("removeSample");
    m_window->showPlace(MainWindow::Place::Parts);
    const Drawing edited = withPartRenamed(session().document()->sheet(0).drawing, 0, "hem");
    const std::string sample = session().study().samples[0].id;
    session().document()->changeDrawing(0, edited, "rename");
    ASSERT_EQ(undoButtons().size(), 1);
    undoButtons().front()->click();
    ASSERT_EQ(session().study(), m_before);
    const auto place = session().document()->placeOf(sample);
    EXPECT_EQ(session().document()->sheet(*place).drawing, edited);
}

TEST_F(Removal, RunsAndCheckpointsGoAndAClosedStudyKeepsNoBin)
{
    run("removeCheckpoint"); // the only one of the pre-trained run
    EXPECT_EQ(session().study().lineages.size(), 2U);
    run("removeRun");
    EXPECT_EQ(session().study().lineages.size(), 1U);
    EXPECT_EQ(binnedFiles(study()).size(), 2U);
    ASSERT_TRUE(m_window->close());
    EXPECT_FALSE(fs::exists(study() / "bin"));
    EXPECT_EQ(saved().lineages.size(), 1U);
}

TEST_F(Removal, WhatACrashLeftInTheBinIsOfferedBack)
{
    ASSERT_TRUE(m_window->close());
    const FolderBytes before = bytesBelow(study());
    const FileEdit edit = withoutSample(study(), m_before, m_id);
    carryOut(study(), edit);
    writeStudy(study(), edit.after);
    makeWindow();
    m_dialogs.decisions = {kLater, kPutBack};
    ASSERT_TRUE(open());
    EXPECT_TRUE(m_dialogs.decided.back().contains(QString::fromStdString(m_id)));
    EXPECT_EQ(session().study().samples.size(), 1U) << "later";
    ASSERT_TRUE(m_window->close());
    EXPECT_EQ(binnedFiles(study()).size(), 1U) << "it waits for an answer";
    makeWindow();
    ASSERT_TRUE(open());
    EXPECT_EQ(session().study(), m_before) << "in the old order";
    EXPECT_EQ(values(), 14U);
    ASSERT_TRUE(m_window->close());
    EXPECT_FALSE(fs::exists(study() / "bin"));
    FolderBytes after = bytesBelow(study());
    after["study.json"] = before.at("study.json"); // the same study, perhaps in other words
    EXPECT_EQ(after, before);
}

TEST_F(Removal, WhatACrashLeftInTheBinGoesBackToItsRunUnderItsNewName)
{
    ASSERT_TRUE(m_window->close());
    const FileEdit removed = withoutCheckpoint(study(), m_before, {1, 1});
    carryOut(study(), removed);
    const FileEdit renamed = withRunRenamed(removed.after, "finetuned", "warm");
    carryOut(study(), renamed);
    writeStudy(study(), renamed.after);
    makeWindow();
    m_dialogs.decisions = {kPutBack};
    ASSERT_TRUE(open());
    EXPECT_EQ(session().study(), withRunRenamed(m_before, "finetuned", "warm").after);
    EXPECT_EQ(values(), 14U);
}

TEST_F(Removal, ARemovalThatIsDoneAgainFindsBackToo)
{
    find<UnitMatrixView>("unitMatrix")
        ->setCurrentIndex(find<UnitMatrixView>("unitMatrix")->model()->index(0, 2));
    run("removeCheckpoint");
    session().document()->undoGroup().undo();
    session().document()->undoGroup().redo();
    const std::vector<BinnedFiles> binned = binnedFiles(study());
    ASSERT_EQ(binned.size(), 1U);
    ASSERT_TRUE(binned.front().beside.has_value());
    EXPECT_EQ(binned.front().beside->study, session().study());
}

TEST_F(Removal, AnEndThatNobodyAskedForLeavesTheBinToBeOfferedBack)
{
    const std::vector<std::function<void()>> ends = {[&] { m_window->endUnasked(); },
                                                     [&] { EXPECT_TRUE(m_window->endUnseen()); },
                                                     [&] { m_window.reset(); }};
    for (const auto& end : ends) {
        run("removeRun");
        run("removeSample");
        ASSERT_EQ(binnedFiles(study()).size(), 2U);
        end();
        EXPECT_EQ(binnedFiles(study()).size(), 2U);
        makeWindow();
        m_dialogs.decisions = {kPutBack};
        ASSERT_TRUE(open());
        EXPECT_EQ(session().study(), m_before);
        EXPECT_EQ(values(), 14U);
        ASSERT_TRUE(m_window->close());
        EXPECT_FALSE(fs::exists(study() / "bin"));
        makeWindow();
        ASSERT_TRUE(open());
        m_window->showPlace(MainWindow::Place::Study);
    }
}

// A signal reaches the program while a question waits in an event loop of its own.
TEST_F(Removal, AnEndWhileTheBinIsAskedAboutLeavesEverything)
{
    ASSERT_TRUE(m_window->close());
    const FileEdit edit = withoutSample(study(), m_before, m_id);
    carryOut(study(), edit);
    writeStudy(study(), edit.after);
    DesktopDialogs dialogs;
    MainWindow window(*m_settings, dialogs, m_desktop);
    window.show();
    bool wasAsked = false;
    QTimer soon;
    QObject::connect(&soon, &QTimer::timeout, [&] {
        if (QApplication::activeModalWidget() != nullptr && !wasAsked) {
            wasAsked = true;
            window.endUnasked();
        }
    });
    soon.start(std::chrono::milliseconds(20));
    window.openStudy(study());
    EXPECT_TRUE(wasAsked);
    EXPECT_TRUE(waitUntil([&] { return window.session().document() == nullptr; }));
    EXPECT_EQ(binnedFiles(study()).size(), 1U);
    EXPECT_FALSE(fs::exists(study() / "study.lock"));
}

} // namespace
} // namespace palimpsest

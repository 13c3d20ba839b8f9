// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/checkpoint_rows_model.h"
#include "app/dialogs/checkpoints_dialog.h"
#include "app/window/journey.h"
#include "core/base/files.h"
#include "core/parts/edits.h"
#include "core/study/study_file.h"
#include "core/units/study_inputs.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/parts_panel.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST_F(Journey, MergingPartsKeepsTheValues)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    session().document()->changeDrawing(0, withPartsMerged(drawing(), 1, 0), "merge");
    ASSERT_TRUE(session().document()->save());
    const UnitIndex unit{{0, 0}, 0};
    ASSERT_TRUE(eventually([&] {
        const UnitValues* table = session().table(unit);
        return table != nullptr && table->partCount == 2;
    }));
    EXPECT_EQ(completeUnits(), 14U);
    EXPECT_TRUE(session().report(unit).derived);
}

TEST_F(Journey, SamplesAndCheckpointsAreAdded)
{
    ASSERT_TRUE(open());
    const QString picture = QString::fromStdString((demoFolder() / "images/coat_2.png").string());
    m_dialogs.files.push_back({picture});
    m_dialogs.choices = {0, 1}; // pictures of one class, the second
    m_window->findChild<QAction*>("addSamples")->trigger();
    ASSERT_EQ(session().study().samples.size(), 3U);
    EXPECT_EQ(session().study().samples[2].id, "coat_2");
    EXPECT_EQ(session().study().samples[2].label, 1);

    m_dialogs.files.push_back({QString::fromStdString(
        (demoFolder() / "checkpoints/finetuned/epoch_07.safetensors").string())});
    m_dialogs.choices.push_back(1); // single files
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& table = dynamic_cast<CheckpointsDialog&>(dialog);
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        auto* rows = dialog.findChild<QTableView*>("checkpointRows")->model();
        EXPECT_EQ(rows->rowCount(), 1);
        rows->setData(rows->index(0, CheckpointRowsModel::kRun), "finetuned", Qt::EditRole);
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        EXPECT_TRUE(dialog.findChild<QPushButton*>("addRows")->isEnabled());
        return true;
    });
    m_window->findChild<QAction*>("addCheckpoints")->trigger();
    ASSERT_EQ(session().study().lineages[1].checkpoints.size(), 4U);
    EXPECT_EQ(session().study().lineages[1].checkpoints[2].epoch, 7);
    ASSERT_TRUE(session().document()->save());
    EXPECT_EQ(readStudy(study()), session().study());
    session().document()->undoGroup().undo();
    EXPECT_EQ(session().study().lineages[1].checkpoints.size(), 3U);
}

TEST_F(Journey, WhatIsDroppedIsOpenedOrAdded)
{
    const auto drop = [&](const fs::path& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        EXPECT_TRUE(enter.isAccepted());
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &event);
    };
    drop(demoFolder() / "images/coat_2.png"); // no study is open yet
    EXPECT_EQ(session().document(), nullptr);
    drop(study());
    ASSERT_NE(session().document(), nullptr);
    m_dialogs.choices.push_back(1);
    drop(demoFolder() / "images/coat_2.png");
    EXPECT_EQ(session().study().samples.back().id, "coat_2");
    EXPECT_EQ(session().selection().sample(), 2U);
    m_dialogs.visits.emplace_back([&](QDialog& dialog) {
        auto& table = dynamic_cast<CheckpointsDialog&>(dialog);
        EXPECT_TRUE(eventually([&] { return table.isSettled(); }));
        EXPECT_EQ(table.rows().front().lineage, "scratch");
        EXPECT_EQ(table.rows().front().problem, "");
        return true;
    });
    drop(demoFolder() / "checkpoints/scratch/epoch_07.safetensors");
    EXPECT_EQ(session().study().lineages[2].checkpoints.size(), 4U);
    const Study before = session().study();
    drop(study() / "plans.json"); // neither picture nor checkpoint
    EXPECT_EQ(session().study(), before);
}

TEST_F(Journey, EditsOfTheStudyWithCurvesOnScreenDropAndBringBackValues)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    for (const auto place :
         {MainWindow::Place::Explore, MainWindow::Place::Study, MainWindow::Place::Figures}) {
        m_window->showPlace(place);
        Study grey = session().study();
        grey.settings.baseline.colour = {128.0};
        session().document()->changeStudy(grey, "baseline");
        EXPECT_EQ(session().analysis(), nullptr);
        ASSERT_TRUE(eventually([&] { return session().values() != nullptr; }));
        EXPECT_EQ(session().report({{1, 1}, 0}).state, UnitState::Stale);
        session().document()->activateStudy();
        session().document()->undoGroup().undo();
        ASSERT_TRUE(eventually([&] { return session().analysis() != nullptr; }));
    }
    EXPECT_EQ(completeUnits(), 14U);
}

TEST_F(Journey, NullsOfTheStudyAreDrawnAgainWhenTheirSettingsChangeAndAreUndone)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    m_window->showPlace(MainWindow::Place::Study);
    find<QDoubleSpinBox>("nullDraws")->setValue(20.0);
    EXPECT_EQ(session().study().settings.nulls.draws, 20);
    EXPECT_FALSE(session().hasNulls());
    ASSERT_TRUE(eventually([&] { return session().hasNulls(); }));
    EXPECT_EQ(session().analysis()->nulls.draws, 20);
    session().document()->undoGroup().undo();
    EXPECT_EQ(find<QDoubleSpinBox>("nullDraws")->value(), 200.0);
    ASSERT_TRUE(eventually([&] { return session().hasNulls(); }));
    EXPECT_EQ(session().analysis()->nulls.draws, 200);
    EXPECT_EQ(completeUnits(), 14U) << "and no value is touched";
}

TEST_F(Journey, UndoAsksBeforeDrawingsGoWithTheirSample)
{
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Study);
    Study more = session().study();
    more.samples.push_back(more.samples.front());
    more.samples.back().id = "third";
    session().document()->changeStudy(more, "added samples");
    session().document()->changeDrawing(2, withPart(session().document()->sheet(2).drawing),
                                        "part");
    const Drawing drawn = session().document()->sheet(2).drawing;
    auto* undo = m_window->findChild<QAction*>("undo");
    EXPECT_TRUE(undo->text().contains("added samples"));
    m_dialogs.confirmations = {false, true};
    undo->trigger();
    EXPECT_EQ(session().study(), more);
    undo->trigger();
    EXPECT_EQ(session().study().samples.size(), 2U);
    m_window->findChild<QAction*>("redo")->trigger();
    EXPECT_EQ(session().document()->sheet(2).drawing, drawn);
}

TEST_F(Journey, ASampleTakenOutAgainLeavesNothingBehind)
{
    ASSERT_TRUE(open());
    Study more = session().study();
    more.samples.push_back(more.samples.front());
    more.samples.back().id = "third";
    session().document()->changeStudy(more, "added samples");
    session().selection().setSample(2);
    session().document()->changeDrawing(
        2, withGrid(session().document()->sheet(2).drawing, {0, 0}, {28, 28}, 3, 1), "grid");
    ASSERT_TRUE(session().document()->save());
    ASSERT_TRUE(extractAll());
    ASSERT_EQ(session().analysis()->samples.size(), 3U);
    session().document()->activateStudy();
    session().document()->undoGroup().undo();
    EXPECT_EQ(session().selection().sample(), 1U) << "the one beside it";
    ASSERT_TRUE(eventually([&] { return session().analysis() != nullptr; }));
    EXPECT_EQ(session().analysis()->samples.size(), 2U);
}

TEST_F(Journey, DeletingAPartShowsWhatLayBelowOnlyWhereNoValuesAreStored)
{
    ASSERT_TRUE(open());
    auto* panel = m_window->findChild<PartsPanel*>();
    const LabelMap before = session().document()->sheet(0).parts;
    const auto cover = [&] {
        session().document()->changeDrawing(
            0, withShape(withPart(drawing()), 3, {{2, 2}, {20, 2}, {20, 20}}), "cover");
        ASSERT_NE(session().document()->sheet(0).parts.labels, before.labels);
    };
    cover();
    emit panel->deleteRequested(3);
    EXPECT_EQ(session().document()->sheet(0).parts, before);
    cover();
    ASSERT_TRUE(extractAll());
    const LabelMap covered = session().document()->sheet(0).parts;
    emit panel->deleteRequested(3);
    EXPECT_TRUE(coarsening(covered, session().document()->sheet(0).parts).has_value());
}

TEST_F(Journey, NoKeyGetsPastTheLock)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    m_window->showPlace(MainWindow::Place::Parts);
    const Drawing before = drawing();
    QTest::keyClick(&canvas(), Qt::Key_N);
    QTest::keyClick(&canvas(), Qt::Key_Delete);
    QTest::keyClick(&canvas(), Qt::Key_T);
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, canvas().rect().center());
    QTest::keyClick(&canvas(), Qt::Key_G);
    click(5, 5);
    EXPECT_EQ(drawing(), before);
    EXPECT_GE(m_window->findChild<NoticeBar*>()->count(), 1) << "it says why";
}

TEST_F(Journey, PartsOfAnotherSizeAreSaidAndLeftAlone)
{
    const fs::path file = partsPath(study(), readStudy(study()).samples[0]);
    writeFileAtomically(file, R"({"imageWidth": 64, "imageHeight": 64, "shapes": [
        {"label": "a", "points": [[0, 0], [64, 0], [64, 64]], "shape_type": "polygon"}]})");
    const std::string before = contents(file);
    ASSERT_TRUE(open());
    for (const auto place : {MainWindow::Place::Study, MainWindow::Place::Parts}) {
        m_window->showPlace(place);
        m_window->grab();
    }
    EXPECT_TRUE(session().document()->sheet(0).partsProblem.contains("64"));
    EXPECT_EQ(drawing().width, 28);
    session().extract(); // makes what can be made, and says what cannot
    ASSERT_TRUE(eventually([&] { return !session().extractor().isRunning(); }));
    ASSERT_TRUE(eventually([&] { return session().values() != nullptr; }));
    EXPECT_FALSE(session().report({{0, 0}, 0}).reason.empty());
    EXPECT_EQ(contents(file), before);
}

} // namespace
} // namespace palimpsest

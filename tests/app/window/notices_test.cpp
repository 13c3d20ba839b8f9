// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/explore_page.h"
#include "app/pages/study_page.h"
#include "app/window/journey.h"
#include "app/window/page_scroll.h"
#include "core/parts/edits.h"
#include "widgets/panels/notice_row.h"
#include "widgets/panels/run_status.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QPushButton>
#include <QUndoGroup>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class Notices : public Journey
{
protected:
    /// What the window says in red.
    QStringList errors() const
    {
        QStringList texts;
        for (const auto* row : m_window->findChild<NoticeBar*>()->findChildren<NoticeRow*>()) {
            if (row->isVisible() && row->level() == NoticeBar::Level::Error) {
                texts << row->text();
            }
        }
        return texts;
    }

    void exportTo(const fs::path& file)
    {
        m_dialogs.files.push_back({QString::fromStdString(file.string())});
        find<QPushButton>("exportFigure")->click();
    }
};

TEST_F(Notices, AFailedExportIsSaidUntilOneSucceeds)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    m_window->showPlace(MainWindow::Place::Figures);
    exportTo(study() / "study.json" / "figure.svg");
    ASSERT_EQ(errors().size(), 1) << errors().join('\n').toStdString();
    exportTo(m_folder / "figure.svg");
    EXPECT_TRUE(eventually([&] { return errors().isEmpty(); }))
        << errors().join('\n').toStdString();
    EXPECT_TRUE(fs::exists(m_folder / "figure.svg"));
}

TEST_F(Notices, AFailedRunIsSaidUntilTheNextOne)
{
    ASSERT_TRUE(open());
    const fs::path weights = study() / session().study().lineages[0].checkpoints[0].weights;
    fs::rename(weights, m_folder / "weights");
    session().extract();
    ASSERT_TRUE(eventually([&] { return !session().extractor().isRunning(); }));
    ASSERT_TRUE(eventually([&] { return !errors().isEmpty(); }));
    fs::rename(m_folder / "weights", weights);
    ASSERT_TRUE(extractAll());
    EXPECT_TRUE(eventually([&] { return errors().isEmpty(); }))
        << errors().join('\n').toStdString();
}

TEST_F(Notices, SamplesThatCannotBeReadAreSaidUntilTheyAreReadAgain)
{
    ASSERT_TRUE(open());
    emit session().looks().failed("Not all samples could be read.");
    EXPECT_EQ(errors().join('\n'), "Not all samples could be read.");
    emit session().looks().started();
    EXPECT_TRUE(eventually([&] { return errors().isEmpty(); }));
}

TEST_F(Notices, UnitsThatFailedAreForgottenOnceTheirSampleIsEdited)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    StudyDocument& document = *session().document();
    const Drawing before = document.sheet(0).drawing;
    document.changeDrawing(0, withPart(before), "new part"); // which has no shape
    session().extract();
    ASSERT_TRUE(
        eventually([&] { return !session().extractor().isRunning() && !errors().isEmpty(); }));
    const UnitIndex unit{{0, 0}, 0};
    EXPECT_NE(session().report(unit).state, UnitState::Complete);
    document.changeDrawing(0, before, "back");
    EXPECT_TRUE(eventually([&] { return errors().isEmpty(); }))
        << errors().join('\n').toStdString();
    EXPECT_TRUE(eventually([&] { return session().report(unit).state == UnitState::Complete; }));
    const QAbstractItemModel* matrix = find<UnitMatrixView>("unitMatrix")->model();
    EXPECT_TRUE(eventually([&] {
        return matrix->index(0, 0).data(UnitMatrixModel::CellRole) ==
               static_cast<int>(UnitCell::Done);
    })) << "nor does the table show it";
}

TEST_F(Notices, AWarningOfAnEditGoesWhenThatIsUndone)
{
    ASSERT_TRUE(open());
    auto* page = m_window->findChild<StudyPage*>();
    auto* bar = m_window->findChild<NoticeBar*>();
    Study after = session().study();
    after.settings.tau = 0.3;
    session().document()->changeStudy(after, "an edit");
    const int before = bar->count();
    emit page->warned("4 of 8 samples repeat others.", Attempt::AddSamples);
    after.settings.thresholdScope = ThresholdScope::Sample;
    session().document()->changeStudy(after, "another");
    session().document()->undoGroup().undo();
    EXPECT_EQ(bar->count(), before + 1) << "the edit stands";
    session().document()->undoGroup().undo();
    EXPECT_EQ(bar->count(), before);
    emit page->warned("4 of 8 samples repeat others.", Attempt::AddSamples);
    emit page->attempted(Attempt::AddSamples);
    EXPECT_EQ(bar->count(), before);
}

TEST_F(Notices, WhatFailedBeforeAStudyWasOpenedGoesWithIt)
{
    EXPECT_FALSE(m_window->openStudy(m_folder / "nothing"));
    EXPECT_EQ(errors().size(), 1);
    EXPECT_FALSE(m_window->openStudy(m_folder / "nothing either"));
    EXPECT_EQ(errors().size(), 1) << "another attempt to do the same";
    ASSERT_TRUE(open());
    EXPECT_TRUE(eventually([&] { return errors().isEmpty(); }));
}

TEST_F(Notices, LongWordsOfAnyKindLeaveTheWindowAsWideAsItIs)
{
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Study);
    QCoreApplication::processEvents();
    const int least = m_window->minimumSizeHint().width();
    const QString words = QStringLiteral("sample 1 of 36 ").repeated(40);
    m_window->findChild<NoticeBar*>()->showNotice(NoticeBar::Level::Warning, words);
    emit m_window->findChild<ExplorePage*>()->statusText(words);
    const auto runs = m_window->findChildren<RunStatus*>();
    EXPECT_EQ(runs.size(), 3) << "comparing, measuring accuracies, extracting";
    for (RunStatus* run : runs) {
        run->setText(words);
        run->show();
        QCoreApplication::processEvents();
        EXPECT_LE(m_window->minimumSizeHint().width(), least);
        run->hide();
    }
    EXPECT_EQ(m_window->width(), 1280);
}

TEST_F(Notices, CoverNothing)
{
    ASSERT_TRUE(open());
    EXPECT_FALSE(m_window->openStudy(m_folder / "nothing"));
    const auto* bar = m_window->findChild<NoticeBar*>();
    ASSERT_TRUE(eventually([&] { return bar->isVisible() && bar->height() > 0; }));
    const auto* page = m_window->centralWidget()->findChild<PageScroll*>();
    ASSERT_NE(page, nullptr);
    EXPECT_TRUE(eventually([&] {
        return bar->mapToGlobal(QPoint(0, 0)).y() >=
               page->mapToGlobal(page->rect().bottomLeft()).y();
    }));
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/journey.h"
#include "core/base/files.h"
#include "core/study/study_file.h"
#include "core/units/study_inputs.h"
#include "support/program.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/tables/pattern_table_model.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class WholeJourney : public Journey
{
protected:
    void drawAPartAndTakeItBack()
    {
        m_window->showPlace(MainWindow::Place::Parts);
        const Drawing before = drawing();
        click(14, 14);
        QTest::keyClick(&canvas(), Qt::Key_R);
        EXPECT_EQ(drawing(), before);
        find<QPushButton>("unlockParts")->click();
        QTest::keyClick(&canvas(), Qt::Key_N);
        QTest::keyClick(&canvas(), Qt::Key_G);
        for (const auto& [x, y] : {std::pair(4, 4), {12, 4}, {12, 12}}) {
            click(x, y);
        }
        QTest::keyClick(&canvas(), Qt::Key_Return);
        ASSERT_EQ(drawing().parts.size(), 4U);
        ASSERT_EQ(drawing().shapes.size(), 4U);
        EXPECT_GT(session().document()->sheet(0).parts.parts[3].pixels, 20U);
        session().document()->undoGroup().undo(); // the shape
        session().document()->undoGroup().undo(); // the part
        EXPECT_EQ(drawing(), before);
    }

    /// The same bytes as those of the command line.
    void exportFiguresAsTheProgramDoes()
    {
        m_window->showPlace(MainWindow::Place::Figures);
        EXPECT_TRUE(find<QLabel>("figureCaption")
                        ->text()
                        .startsWith("finetuned against pretrained/0 · n = 2 samples"))
            << "as below the figure itself";
        for (const char* ending : {".svg", ".png"}) {
            const std::string mine = (m_folder / ("window" + std::string(ending))).string();
            const std::string theirs = (m_folder / ("program" + std::string(ending))).string();
            m_dialogs.files.push_back({QString::fromStdString(mine)});
            find<QPushButton>("exportFigure")->click();
            ASSERT_TRUE(session().document()->save());
            ASSERT_EQ(
                cli({"figure", study().string(), "--kind", "knowledge", "--out", theirs}).exitCode,
                0);
            EXPECT_EQ(contents(mine), contents(theirs)) << ending;
            EXPECT_EQ(contents(fs::path(mine).replace_extension(".csv")),
                      contents(fs::path(theirs).replace_extension(".csv")));
        }
    }
};

TEST_F(WholeJourney, FromAnOpenStudyToAFigureAndBack)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    EXPECT_EQ(completeUnits(), 14U);

    const Drawing before = drawing();
    drawAPartAndTakeItBack();

    // One checkpoint's values are lost and made again.
    const UnitIndex unit{{1, 1}, 0};
    fs::remove(unitPath(study(), session().study(), unit.checkpoint, 0));
    fs::remove(unitPath(study(), session().study(), unit.checkpoint, 1));
    session().extract("finetuned/4");
    ASSERT_TRUE(eventually([&] { return !session().extractor().isRunning(); }));
    ASSERT_TRUE(eventually([&] { return completeUnits() == 14U && session().hasNulls(); }));

    // Epoch and τ.
    m_window->showPlace(MainWindow::Place::Explore);
    EXPECT_EQ(session().epochIndex(), 2U);
    QTest::keyClick(m_window.get(), Qt::Key_Comma);
    EXPECT_EQ(session().epochIndex(), 1U);
    EXPECT_EQ(session().laterCheckpoint(), unit.checkpoint);
    const QAbstractItemModel* list = find<QTableView>("patterns")->model();
    ASSERT_TRUE(eventually([&] {
        return list->headerData(PatternTableModel::Later, Qt::Horizontal) == "finetuned/4";
    }));
    const int patterns = list->rowCount();
    session().tryTau(0.9);
    EXPECT_TRUE(eventually([&] { return list->rowCount() < patterns; }));
    session().chooseTau(0.2);
    ASSERT_TRUE(eventually([&] { return session().hasNulls(); }));

    exportFiguresAsTheProgramDoes();

    // What is opened again is what was left.
    const Study left = session().study();
    const std::vector<double> v = session().table(unit)->v;
    ASSERT_TRUE(m_window->close());
    makeWindow();
    ASSERT_TRUE(open());
    EXPECT_EQ(session().study(), left);
    EXPECT_EQ(session().study().settings.tau, 0.2);
    EXPECT_EQ(drawing(), before);
    EXPECT_EQ(session().table(unit)->v, v);
}

TEST_F(Journey, PatternsOfAndAndOrAreToldApart)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    m_window->showPlace(MainWindow::Place::Explore);
    auto* patterns = find<QTableView>("patterns");
    EXPECT_TRUE(patterns->isColumnHidden(PatternTableModel::Kind));
    Study split = session().study();
    split.settings.interactions.kind = InteractionKind::AndOr;
    split.settings.tau = 0.01;
    session().document()->changeStudy(split, "interactions");
    EXPECT_NE(session().analysis(), nullptr) << "what was shown stays";
    ASSERT_TRUE(eventually([&] { return session().live().isCurrent(); }));
    ASSERT_TRUE(session().analysis()->split.has_value());
    EXPECT_TRUE(eventually([&] { return !patterns->isColumnHidden(PatternTableModel::Kind); }));
    EXPECT_TRUE(find<QLabel>("salientCount")->text().contains("+"));

    find<QLineEdit>("patternSearch")->setText("or");
    ASSERT_GT(patterns->model()->rowCount(), 0);
    patterns->setCurrentIndex(patterns->model()->index(0, 0));
    ASSERT_TRUE(session().selection().pattern().has_value());
    EXPECT_TRUE(session().selection().pattern()->isOr);
    EXPECT_TRUE(patterns->currentIndex().data().toString().contains(QStringLiteral("∨")));
    const PatternId chosen = *session().selection().pattern();
    session().selection().setEpoch(4); // the selection is of the pattern, not of the row
    EXPECT_EQ(session().selection().pattern(), chosen);
}

TEST_F(Journey, ACancelledComparisonCanBeStartedAgain)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    m_window->showPlace(MainWindow::Place::Explore);
    Study split = session().study();
    split.settings.interactions.kind = InteractionKind::AndOr;
    session().document()->changeStudy(split, "interactions");
    session().cancelAnalysis();
    EXPECT_EQ(session().analysis()->split, std::nullopt);
    EXPECT_GE(m_window->findChild<NoticeBar*>()->count(), 1) << "it is said";
    auto* note = find<QLabel>("curveNote");
    EXPECT_TRUE(note->text().contains("not up to date"));
    EXPECT_FALSE(find<QPushButton>("exportFigure")->isEnabled());
    emit note->linkActivated("again");
    ASSERT_TRUE(eventually([&] { return session().hasNulls(); }));
    EXPECT_TRUE(session().analysis()->split.has_value());
    EXPECT_TRUE(note->text().isEmpty());
    EXPECT_TRUE(find<QPushButton>("exportFigure")->isEnabled());
}

TEST_F(Journey, TheSelectionOutlivesThePage)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    session().selection().setSample(1);
    session().selection().setEpoch(4);
    session().selection().setHidden(5);
    for (const auto place : {MainWindow::Place::Study, MainWindow::Place::Parts,
                             MainWindow::Place::Figures, MainWindow::Place::Explore}) {
        m_window->showPlace(place);
    }
    EXPECT_EQ(session().selection().sample(), 1U);
    EXPECT_EQ(session().epochIndex(), 1U);
    EXPECT_EQ(session().selection().hidden(), 5U);
}

TEST_F(Journey, ClosingWhileValuesAreMadeIsClean)
{
    ASSERT_TRUE(open());
    bool isClosed = false;
    QObject::connect(&session().extractor(), &Extractor::unitDone, m_window.get(), [&] {
        if (!isClosed) {
            isClosed = true;
            EXPECT_TRUE(session().extractor().isRunning());
            EXPECT_TRUE(m_window->close());
        }
    });
    session().extract();
    ASSERT_TRUE(eventually([&] { return isClosed; }));
    EXPECT_FALSE(session().extractor().isRunning());
    m_window.reset();
    StudyInputs inputs(study(), readStudy(study()));
    std::size_t complete = 0;
    for (const CheckpointIndex checkpoint : std::vector<CheckpointIndex>{{0, 0}, {1, 0}, {1, 2}}) {
        const UnitCheck check = checkUnit(inputs, {checkpoint, 0});
        EXPECT_NE(check.state, UnitState::Damaged);
        complete += check.state == UnitState::Complete ? 1 : 0;
    }
    EXPECT_GT(complete, 0U);
}

TEST_F(Journey, CancellingKeepsWhatIsDone)
{
    ASSERT_TRUE(open());
    session().extract();
    ASSERT_TRUE(eventually([&] { return !session().values()->tables.empty(); }));
    session().extractor().cancel();
    ASSERT_TRUE(eventually([&] { return !session().extractor().isRunning(); }));
    ASSERT_TRUE(eventually([&] { return session().values() != nullptr; }));
    EXPECT_GE(completeUnits(), 1U);
    ASSERT_TRUE(extractAll());
    EXPECT_EQ(completeUnits(), 14U);
}

TEST_F(Journey, TheFirstCheckpointsOfAStudyArePreviewed)
{
    Study without = readStudy(study());
    const std::vector<Lineage> lineages = std::exchange(without.lineages, {});
    writeStudy(study(), without);
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Study);
    Study with = session().study();
    with.lineages = lineages;
    session().document()->changeStudy(with, "added checkpoints");
    EXPECT_TRUE(eventually([&] { return isPreviewed(); }));
}

TEST_F(Journey, APageThatComesToSightIsPreviewed)
{
    m_window->showPlace(MainWindow::Place::Explore);
    ASSERT_TRUE(open());
    m_window->showPlace(MainWindow::Place::Explore);
    EXPECT_TRUE(eventually([&] { return session().values() != nullptr; }));
    m_window->showPlace(MainWindow::Place::Study);
    EXPECT_TRUE(eventually([&] { return isPreviewed(); }));
}

TEST_F(Journey, EveryThresholdTheHandCanReachCanBeReadAgain)
{
    ASSERT_TRUE(open());
    for (const double tau : {0.0, 1e-9, 1.0, 7.0}) {
        session().chooseTau(tau);
        ASSERT_TRUE(session().document()->save());
        EXPECT_EQ(readStudy(study()), session().study()) << tau;
    }
}

// 1600 × 1000 pixels at a scale of 1.5, less what a desktop puts around a window.
TEST_F(Journey, TheWindowFitsASmallScreen)
{
    constexpr QSize kRoom(1600 * 2 / 3 - 16, 1000 * 2 / 3 - 48);
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    for (const auto place : {MainWindow::Place::Study, MainWindow::Place::Parts,
                             MainWindow::Place::Figures, MainWindow::Place::Explore}) {
        m_window->showPlace(place);
        m_window->grab();
    }
    const auto* pages = m_window->findChild<QStackedWidget*>();
    for (int i = 0; i < pages->count(); ++i) {
        const QSize page = pages->widget(i)->minimumSizeHint();
        EXPECT_LE(page.width(), kRoom.width()) << pages->widget(i)->metaObject()->className();
        EXPECT_LE(page.height(), kRoom.height() - 110)
            << pages->widget(i)->metaObject()->className();
    }
    EXPECT_LE(m_window->minimumSizeHint().width(), kRoom.width());
    EXPECT_LE(m_window->minimumSizeHint().height(), kRoom.height());
}

TEST_F(Journey, ABrokenStudyIsSaidAndLeavesTheOpenOneAlone)
{
    ASSERT_TRUE(open());
    const fs::path broken = m_folder / "broken";
    writeFileAtomically(broken / "study.json", "{\"format\": 999}");
    EXPECT_FALSE(m_window->openStudy(broken));
    EXPECT_EQ(session().document()->folder(), study());
    EXPECT_FALSE(m_window->openStudy(m_folder / "nowhere"));
    EXPECT_EQ(session().document()->folder(), study());
    const auto* notices = m_window->findChild<NoticeBar*>();
    EXPECT_EQ(notices->count(), 1) << "of the last attempt";
    EXPECT_TRUE(eventually([&] {
        return notices->isVisible() && notices->height() > 30 && notices->width() > 300 &&
               m_window->rect().contains(
                   QRect(notices->mapTo(m_window.get(), QPoint(0, 0)), notices->size()));
    }));
}

TEST_F(Journey, AStudyWithoutSamplesOpensEmpty)
{
    Study empty = readStudy(study());
    empty.samples.clear();
    writeStudy(study(), empty);
    ASSERT_TRUE(open());
    for (const auto place : {MainWindow::Place::Study, MainWindow::Place::Parts,
                             MainWindow::Place::Figures, MainWindow::Place::Explore}) {
        m_window->showPlace(place);
        EXPECT_FALSE(m_window->grab().isNull());
    }
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/answer_table.h"
#include "core/parts/edits.h"
#include "support/window_test.h"
#include "widgets/panels/empty_state.h"
#include "widgets/plots/curve_view.h"
#include "widgets/plots/order_bars.h"
#include "widgets/style/elided_combo_box.h"
#include "widgets/style/theme.h"
#include "widgets/tables/pattern_table_model.h"
#include "widgets/tables/sample_list_model.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace palimpsest {
namespace {

/// The explore page of a study one of whose two samples was drawn anew after the extraction.
class StaleSample : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(open());
        ASSERT_TRUE(extractAll());
        const Drawing& before = session().document()->sheet(1).drawing;
        const Point first = before.shapes[0].polygon[0];
        session().document()->changeDrawing(
            1, withVertexAt(before, 0, 0, {first.x + 3.0, first.y + 3.0}), "move");
        ASSERT_TRUE(session().document()->save());
        ASSERT_TRUE(isCompared());
        m_window->showPlace(MainWindow::Place::Explore);
    }

    /// Whether the sample that is not stale comes to be compared.
    bool isCompared()
    {
        return eventually([&] {
            return session().analysis() != nullptr && session().analysis()->samples.size() == 1;
        });
    }

    QString textOf(const char* name)
    {
        QStringList texts;
        for (const auto* label : find<QWidget>(name)->findChildren<QLabel*>()) {
            texts << label->text();
        }
        return texts.join(QLatin1Char('\n'));
    }
};

TEST_F(StaleSample, SaysThatItIsAndOffersToExtract)
{
    session().selection().setSample(1);
    auto* said = find<QWidget>("leftOut");
    EXPECT_TRUE(said->isVisible());
    EXPECT_TRUE(textOf("leftOut").contains("stale")) << textOf("leftOut").toStdString();
    auto* list = m_window->findChild<SampleListModel*>();
    EXPECT_EQ(list->index(1).data(SampleListModel::StateRole), "stale");
    EXPECT_EQ(list->index(0).data(SampleListModel::StateRole), "");
    find<QComboBox>("curveScope")->setCurrentIndex(1);
    emit find<QComboBox>("curveScope")->activated(1);
    EXPECT_TRUE(m_window->findChild<CurveView*>()->readout().isEmpty())
        << "curves of all samples would be another's";

    for (auto* button : said->findChildren<QPushButton*>()) {
        if (button->isVisible()) {
            button->click();
            break;
        }
    }
    ASSERT_TRUE(eventually([&] {
        return !session().extractor().isRunning() && session().analysis() != nullptr &&
               session().analysis()->samples.size() == 2;
    }));
    EXPECT_TRUE(eventually([&] { return !said->isVisible(); }));
}

TEST_F(StaleSample, SaysSoUnderItsPicture)
{
    session().selection().setSample(1);
    QStringList texts;
    for (const auto* label : m_window->findChild<AnswerTable*>()->findChildren<QLabel*>()) {
        texts << label->text();
    }
    EXPECT_TRUE(texts.contains("Its values are stale")) << texts.join('|').toStdString();
}

TEST_F(StaleSample, IsNotOfferedToARunThatCannotMakeItsValues)
{
    const Drawing before = session().document()->sheet(1).drawing;
    session().document()->changeDrawing(1, withPart(before), "new part");
    ASSERT_TRUE(session().document()->save());
    session().selection().setSample(1);
    const auto offers = [&] {
        return std::ranges::any_of(find<QWidget>("leftOut")->findChildren<QPushButton*>(),
                                   [](const QPushButton* button) { return button->isVisible(); });
    };
    ASSERT_TRUE(eventually([&] { return textOf("leftOut").contains("has no shape yet"); }));
    EXPECT_TRUE(eventually([&] { return !offers(); }));
    auto* list = m_window->findChild<SampleListModel*>();
    EXPECT_TRUE(
        eventually([&] { return list->index(1).data(SampleListModel::StateRole) == "failed"; }));

    session().document()->changeDrawing(1, before, "back");
    ASSERT_TRUE(session().document()->save());
    EXPECT_TRUE(eventually(offers));
}

TEST_F(StaleSample, NumbersOverSomeSamplesSayOverHowMany)
{
    EXPECT_EQ(find<QComboBox>("curveScope")->itemText(0), "1 of 2 samples");
    const auto* salient = find<QLabel>("salientCount");
    EXPECT_TRUE(salient->toolTip().endsWith("of 1 of 2 samples"));
    session().selection().setSample(0); // which is analysed
    find<QComboBox>("curveScope")->setCurrentIndex(1);
    emit find<QComboBox>("curveScope")->activated(1);
    EXPECT_TRUE(salient->toolTip().endsWith("of this sample")) << salient->toolTip().toStdString();
}

class StaleStudy : public WindowTest
{
protected:
    /// The texts and buttons that are seen.
    QStringList seen()
    {
        QStringList texts;
        for (const auto* label : m_window->findChildren<QLabel*>()) {
            texts << (label->isVisible() ? label->text() : QString());
        }
        for (const auto* button : m_window->findChildren<QPushButton*>()) {
            texts << (button->isVisible() ? "[" + button->text() + "]" : QString());
        }
        return texts;
    }
};

TEST_F(StaleStudy, IsSaidToBeOnExploreAndFigures)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    Study after = session().study();
    after.preprocessing.mean = {0.25};
    session().document()->changeStudy(after, "another mean");
    ASSERT_TRUE(session().document()->save());
    for (const auto place : {MainWindow::Place::Explore, MainWindow::Place::Figures}) {
        m_window->showPlace(place);
        EXPECT_TRUE(eventually([&] {
            return seen().contains("The values are stale") && seen().contains("[Extract]") &&
                   !seen().filter("changed since: picture or normalisation").empty();
        })) << seen().join('|').toStdString();
    }
}

/// The explore page of a study whose samples all take part.
class Patterns : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(open());
        ASSERT_TRUE(extractAll());
        m_window->showPlace(MainWindow::Place::Explore);
        m_patterns = find<QTableView>("patterns");
        ASSERT_TRUE(isListed("finetuned/15"));
    }

    /// Whether patterns of this checkpoint come to be listed.
    bool isListed(const QString& checkpoint)
    {
        return eventually([&] {
            const QAbstractItemModel& model = *m_patterns->model();
            return model.rowCount() > 0 &&
                   model.headerData(PatternTableModel::Later, Qt::Horizontal) == checkpoint;
        });
    }

    QTableView* m_patterns = nullptr;
};

TEST_F(Patterns, AreThoseOfTheChosenEpoch)
{
    session().selection().setEpoch(4);
    EXPECT_TRUE(isListed("finetuned/4"));
}

TEST_F(Patterns, AChosenOneIsLaidOverThePicture)
{
    m_patterns->setCurrentIndex(m_patterns->model()->index(0, 0));
    EXPECT_EQ(session().selection().overlay(), OverlayKind::Pattern);
    const auto buttons = m_window->findChildren<QToolButton*>();
    EXPECT_TRUE(std::ranges::any_of(buttons, [](const QToolButton* button) {
        return button->isChecked() && button->text() == "Pattern";
    }));
}

TEST_F(Patterns, AChosenOrderIsListedAlone)
{
    auto* orders = m_window->findChild<OrderBars*>();
    auto* tabs = m_window->findChild<QTabWidget*>();
    tabs->setCurrentWidget(orders);
    const QString order = m_patterns->model()->index(0, PatternTableModel::Order).data().toString();
    emit orders->orderChosen(order.toInt());
    EXPECT_NE(tabs->currentWidget(), orders);
    ASSERT_GT(m_patterns->model()->rowCount(), 0);
    for (int row = 0; row < m_patterns->model()->rowCount(); ++row) {
        EXPECT_EQ(m_patterns->model()->index(row, PatternTableModel::Order).data(), order);
    }
}

/// What of a bar lies over its edge or over a neighbour, by classes.
QStringList crowdedIn(const QWidget& bar)
{
    QStringList crowded;
    const auto parts = bar.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (const QWidget* part : parts) {
        const auto covers = [part](const QWidget* other) {
            return other != part && other->isVisible() &&
                   other->geometry().intersects(part->geometry());
        };
        if (part->isVisible() &&
            (!bar.rect().contains(part->geometry()) || std::ranges::any_of(parts, covers))) {
            crowded << QLatin1String(part->metaObject()->className());
        }
    }
    return crowded;
}

constexpr QSize kSmall(1050, 618); // 1600 × 1000 at a scale of 1.5, without the frame

TEST_F(StaleSample, OnASmallScreenLongNamesGiveWayToTheirNeighbours)
{
    for (const char* name : {"target", "reference", "curveScope"}) {
        auto* box = find<QComboBox>(name);
        box->addItem(QStringLiteral("trained from scratch on all pictures that we have/120"));
        box->setCurrentIndex(box->count() - 1);
    }
    m_window->resize(kSmall);
    ASSERT_TRUE(eventually([&] { return m_window->size() == kSmall; }));
    for (const char* name : {"target", "curveKind", "patternSearch"}) {
        const QWidget& bar = *find<QWidget>(name)->parentWidget();
        EXPECT_TRUE(eventually([&] { return crowdedIn(bar).isEmpty(); }))
            << name << ": " << crowdedIn(bar).join(", ").toStdString();
    }
}

TEST_F(StaleSample, OnASmallScreenOverlaysAndTheNumberOfSamplesAreReadWholly)
{
    applyTheme(*qApp, Theme::Light);
    makeWindow();
    ASSERT_TRUE(open());
    ASSERT_TRUE(isCompared());
    m_window->showPlace(MainWindow::Place::Explore);
    for (const QSize size : {kSmall, QSize(1150, 700), QSize(1360, 860)}) {
        m_window->resize(size);
        ASSERT_TRUE(eventually([&] { return m_window->size() == size; }));
        const auto& overlays = *find<QWidget>("overlays");
        const auto buttons = overlays.findChildren<QToolButton*>();
        EXPECT_EQ(buttons.size(), 5);
        EXPECT_TRUE(eventually([&] {
            return crowdedIn(overlays).isEmpty() &&
                   std::ranges::all_of(buttons, [](const QToolButton* button) {
                       return button->width() >= button->sizeHint().width();
                   });
        })) << size.width();
        EXPECT_EQ(find<ElidedComboBox>("curveScope")->shownText(), "1 of 2 samples");
        EXPECT_EQ(find<ElidedComboBox>("curveKind")->shownText(), "Preserved, discarded, new");
    }
}

TEST_F(Patterns, OnASmallScreenWhatIsComparedIsReadWholly)
{
    applyTheme(*qApp, Theme::Light);
    makeWindow();
    ASSERT_TRUE(open());
    ASSERT_TRUE(eventually([&] { return session().hasNulls(); }));
    m_window->showPlace(MainWindow::Place::Explore);
    m_window->resize(kSmall);
    ASSERT_TRUE(eventually([&] { return m_window->size() == kSmall; }));
    for (const char* name : {"target", "reference"}) {
        const auto* box = find<ElidedComboBox>(name);
        EXPECT_TRUE(eventually([&] { return box->shownText() == box->currentText(); }))
            << box->shownText().toStdString();
        EXPECT_TRUE(crowdedIn(*box->parentWidget()).isEmpty());
        EXPECT_TRUE(crowdedIn(*box->parentWidget()->parentWidget()).isEmpty());
    }
    const auto placeOf = [&](const char* name) {
        return find<QWidget>(name)->mapTo(m_window.get(), QPoint());
    };
    const KnowledgeCurve curve = session().analysis()->curve;
    for (const QSize size : {kSmall, QSize(1280, 800)}) {
        m_window->resize(size);
        ASSERT_TRUE(eventually([&] { return m_window->size() == size; }));
        session().selection().setEpoch(0);
        QCoreApplication::processEvents();
        const QPoint before = placeOf("target");
        for (const EpochKnowledge& epoch : curve) {
            session().selection().setEpoch(epoch.epoch);
            QCoreApplication::processEvents();
            EXPECT_EQ(placeOf("target"), before) << epoch.epoch << " at " << size.width();
        }
    }
}

} // namespace
} // namespace palimpsest

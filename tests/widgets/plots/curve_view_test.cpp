// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "support/example_study.h"
#include "widgets/plots/curve_view.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>
#include <qcustomplot.h>

namespace palimpsest {
namespace {

class CurveViewTest : public testing::Test
{
protected:
    CurveViewTest()
    {
        needApplication();
        m_view = std::make_unique<CurveView>();
        m_view->resize(500, 260);
        m_plot = m_view->findChild<QCustomPlot*>();
    }

    void show(CurveKind kind, std::optional<std::size_t> sample = std::nullopt)
    {
        m_view->setCurves(kind, m_example.study, m_example.analysis, sample);
        m_view->show();
        m_plot->replot();
    }

    /// On the plot at an epoch, away from every curve.
    QPoint at(double epoch) const
    {
        return {static_cast<int>(m_plot->xAxis->coordToPixel(epoch)),
                m_plot->axisRect()->center().y()};
    }

    ExampleStudy m_example = makeExampleStudy(); // epochs 0, 4, 15
    std::unique_ptr<CurveView> m_view;
    QCustomPlot* m_plot = nullptr;
};

TEST_F(CurveViewTest, ClicksAndDragsChooseTheNearestEpoch)
{
    show(CurveKind::Knowledge);
    QSignalSpy chosen(m_view.get(), &CurveView::epochChosen);
    QTest::mousePress(m_plot, Qt::LeftButton, {}, at(5.5));
    QTest::mouseMove(m_plot, at(6.0));
    QTest::mouseMove(m_plot, at(14.0));
    QTest::mouseRelease(m_plot, Qt::LeftButton, {}, at(14.0));
    QTest::mouseMove(m_plot, at(0.0));
    ASSERT_EQ(chosen.size(), 2);
    EXPECT_EQ(chosen[0][0].value<std::size_t>(), 1u);
    EXPECT_EQ(chosen[1][0].value<std::size_t>(), 2u);
}

TEST_F(CurveViewTest, RatiosSayWhichCheckpointFromScratchTheyLookAt)
{
    show(CurveKind::Ratio);
    EXPECT_TRUE(m_plot->accessibleDescription().startsWith("epoch 0 beside scratch/0: "))
        << m_plot->accessibleDescription().toStdString();
    show(CurveKind::Likeness);
    EXPECT_TRUE(m_plot->accessibleDescription().startsWith("epoch 0: "));
}

TEST_F(CurveViewTest, KeysChooseEpochs)
{
    show(CurveKind::Shares);
    std::vector<std::size_t> chosen;
    QObject::connect(m_view.get(), &CurveView::epochChosen,
                     [&](std::size_t epoch) { chosen.push_back(epoch); });
    for (const Qt::Key key :
         {Qt::Key_Right, Qt::Key_End, Qt::Key_Right, Qt::Key_Left, Qt::Key_Home, Qt::Key_Left}) {
        QTest::keyClick(m_view->focusProxy(), key);
    }
    EXPECT_EQ(chosen, (std::vector<std::size_t>{1, 2, 1, 0}));
}

TEST_F(CurveViewTest, SetEpochMovesTheLineAndNothingElse)
{
    show(CurveKind::Knowledge);
    const QSignalSpy chosen(m_view.get(), &CurveView::epochChosen);
    const QSignalSpy drawn(m_plot, &QCustomPlot::afterReplot);
    const QImage before = m_plot->grab().toImage();
    m_view->setEpoch(2);
    EXPECT_NE(m_plot->grab().toImage(), before);
    EXPECT_EQ(drawn.size(), 0);
    EXPECT_EQ(chosen.size(), 0);
    m_view->setEpoch(0);
    EXPECT_EQ(m_plot->grab().toImage(), before);
}

TEST_F(CurveViewTest, ReadoutIsThatOfTheEpochAndTheSample)
{
    for (EpochKnowledge& epoch : m_example.analysis.curve) {
        for (KnowledgeFigures* figures : {&epoch.pooled, &epoch.samples[1]}) {
            figures->byOrder.preserved = {0.0, 1.0, 0.234, 0.0};
            figures->byOrder.discarded = {0.0, 2.0, 0.1, 0.0};
            figures->byOrder.gained = {0.0, 0.4, 0.0, 0.0};
        }
    }
    m_example.analysis.curve[2].samples[1].byOrder.gained = {0.0, 0.7, 0.0, 0.0};
    show(CurveKind::Knowledge);
    m_view->setEpoch(2);
    EXPECT_EQ(m_view->readout(), "preserved 1.23 · discarded 2.10 · new 0.40");
    show(CurveKind::Knowledge, 1);
    EXPECT_EQ(m_view->readout(), "preserved 1.23 · discarded 2.10 · new 0.70");
    EXPECT_TRUE(m_plot->accessibleDescription().contains("epoch 15"));
}

TEST_F(CurveViewTest, GapsReadAsDashes)
{
    m_example.analysis.curve[1].usable = false;
    show(CurveKind::Knowledge);
    m_view->setEpoch(1);
    EXPECT_EQ(m_view->readout(), "preserved – · discarded – · new –");
}

TEST_F(CurveViewTest, WithoutNullsThereIsNoBand)
{
    show(CurveKind::Shares);
    const int withBand = m_plot->graphCount();
    m_example.analysis = makeExampleStudy(0).analysis;
    show(CurveKind::Shares);
    EXPECT_EQ(withBand, 4);
    EXPECT_EQ(m_plot->graphCount(), 2);
}

TEST_F(CurveViewTest, WithoutValuesItSaysWhyAndTakesNoClicks)
{
    for (auto& [index, model] : m_example.analysis.models) {
        model.accuracy.reset();
    }
    show(CurveKind::Accuracy);
    const QSignalSpy chosen(m_view.get(), &CurveView::epochChosen);
    QTest::mouseClick(m_plot, Qt::LeftButton, {}, m_plot->rect().center());
    QTest::keyClick(m_view->focusProxy(), Qt::Key_End);
    EXPECT_EQ(chosen.size(), 0);
    EXPECT_TRUE(m_view->readout().isEmpty());
    m_view->clear();
    EXPECT_TRUE(m_view->readout().isEmpty());
}

TEST_F(CurveViewTest, TheFineTunedRunIsDrawnInTheInkOfTheTheme)
{
    show(CurveKind::Accuracy);
    const auto isDrawnIn = [&](Theme theme) {
        return m_plot->graph(0)->pen().color() == themePalette(theme).color(QPalette::Text);
    };
    applyTheme(*qApp, Theme::Dark);
    EXPECT_TRUE(waitUntil([&] { return isDrawnIn(Theme::Dark); }));
    applyTheme(*qApp, Theme::Light);
    EXPECT_TRUE(waitUntil([&] { return isDrawnIn(Theme::Light); }));
}

} // namespace
} // namespace palimpsest

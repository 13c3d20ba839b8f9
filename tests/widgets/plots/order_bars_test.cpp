// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/plots/order_bars.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>
#include <qcustomplot.h>

namespace palimpsest {
namespace {

class OrderBarsTest : public testing::Test
{
protected:
    OrderBarsTest()
    {
        needApplication();
        m_bars = std::make_unique<OrderBars>();
        m_bars->resize(420, 240);
        m_plot = m_bars->findChild<QCustomPlot*>();
        KnowledgeAmounts amounts(4);
        amounts.preserved = {0.0, 1.0, 2.0, 0.5};
        amounts.discarded = {0.0, 3.0, 7.5, 1.0};
        amounts.gained = {0.0, 0.0, 0.25, 0.0};
        m_bars->setAmounts(amounts, 0.0);
        m_bars->show();
        m_plot->replot();
    }

    QPoint at(double order) const
    {
        return {static_cast<int>(m_plot->xAxis->coordToPixel(order)),
                m_plot->axisRect()->center().y()};
    }

    std::unique_ptr<OrderBars> m_bars;
    QCustomPlot* m_plot = nullptr;
};

TEST_F(OrderBarsTest, AClickChoosesTheOrderBelowIt)
{
    std::vector<int> chosen;
    QObject::connect(m_bars.get(), &OrderBars::orderChosen,
                     [&](int order) { chosen.push_back(order); });
    QTest::mouseClick(m_plot, Qt::LeftButton, {}, at(2.3));
    QTest::mouseClick(m_plot, Qt::LeftButton, {}, at(1.0));
    QTest::mouseClick(m_plot, Qt::LeftButton, {}, at(0.2)); // left of the axis
    EXPECT_EQ(chosen, (std::vector{2, 1}));
}

TEST_F(OrderBarsTest, KeysChooseToo)
{
    std::vector<int> chosen;
    QObject::connect(m_bars.get(), &OrderBars::orderChosen,
                     [&](int order) { chosen.push_back(order); });
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Right, Qt::Key_Right, Qt::Key_Return,
                              Qt::Key_Right, Qt::Key_Right, Qt::Key_Space}) {
        QTest::keyClick(m_bars->focusProxy(), key);
    }
    EXPECT_EQ(chosen, (std::vector{2, 3}));
}

TEST_F(OrderBarsTest, AFixedTopHoldsTheAxisWhileBarsChange)
{
    EXPECT_EQ(m_plot->yAxis->range().upper, 8.0);
    m_bars->setAmounts(KnowledgeAmounts(4), 20.0);
    EXPECT_EQ(m_plot->yAxis->range().upper, 20.0);
    m_bars->setAmounts(KnowledgeAmounts(4), 0.0);
    EXPECT_LT(m_plot->yAxis->range().upper, 8.0);
}

TEST_F(OrderBarsTest, ScreenReadersHearTheNumbers)
{
    EXPECT_TRUE(m_plot->accessibleDescription().contains(
        "order 2: preserved 2.00, discarded 7.50, new 0.25"));
}

} // namespace
} // namespace palimpsest

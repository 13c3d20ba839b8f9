// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/flow_layout.h"

#include <QHBoxLayout>
#include <QWidget>
#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace palimpsest {
namespace {

/// Three items of 100 × 20 with 10 between them.
class FlowOfThree : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    FlowOfThree()
    {
        auto* flow = new FlowLayout(&m_bar);
        flow->setContentsMargins(0, 0, 0, 0);
        flow->setSpacing(10);
        for (QWidget*& item : m_items) {
            item = new QWidget;
            item->setMinimumWidth(30);
            auto* layout = new QHBoxLayout(item);
            layout->setContentsMargins(0, 0, 0, 0);
            layout->addItem(new QSpacerItem(100, 20, QSizePolicy::Preferred));
            flow->addWidget(item);
        }
    }

    /// Where items are in a bar so wide, as high as it wants to be.
    std::vector<QRect> placesAt(int width)
    {
        m_bar.resize(width, m_bar.heightForWidth(width));
        m_bar.show();
        m_bar.layout()->activate();
        std::vector<QRect> places;
        for (const QWidget* item : m_items) {
            places.push_back(item->geometry());
        }
        return places;
    }

    QWidget m_bar;
    std::array<QWidget*, 3> m_items = {};
};

TEST_F(FlowOfThree, StandsOnOneLineWhereThereIsRoom)
{
    const std::vector<QRect> line = {{0, 0, 100, 20}, {110, 0, 100, 20}, {220, 0, 100, 20}};
    EXPECT_EQ(placesAt(320), line);
    EXPECT_EQ(placesAt(900), line);
    EXPECT_EQ(m_bar.sizeHint(), QSize(320, 20));
}

TEST_F(FlowOfThree, GoesOnBelowAndGrowsWhereALineIsFull)
{
    EXPECT_EQ(placesAt(319),
              (std::vector<QRect>{{0, 0, 100, 20}, {110, 0, 100, 20}, {0, 30, 100, 20}}));
    EXPECT_EQ(m_bar.height(), 50);
    EXPECT_EQ(m_bar.heightForWidth(100), 80);
}

TEST_F(FlowOfThree, WhatIsHiddenTakesNoRoom)
{
    m_items[0]->hide();
    EXPECT_EQ(placesAt(210)[2], QRect(110, 0, 100, 20));
    EXPECT_EQ(m_bar.height(), 20);
    for (QWidget* item : m_items) {
        item->hide();
    }
    EXPECT_EQ(m_bar.heightForWidth(210), 0);
}

TEST_F(FlowOfThree, OnlyWhatIsWiderThanALineIsMadeNarrower)
{
    EXPECT_EQ(placesAt(60)[1], QRect(0, 30, 60, 20));
    EXPECT_EQ(m_bar.minimumSizeHint().width(), 30);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/panels/side_splitter.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class SideSplitterTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    SideSplitterTest()
    {
        auto* left = new QWidget;
        auto* middle = new QWidget;
        auto* right = new QWidget;
        left->setMinimumWidth(100);
        middle->setMinimumWidth(400);
        right->setMinimumWidth(150);
        m_splitter.setContent(left, middle, right, 240, 300);
        m_splitter.resize(1200, 300);
        m_splitter.show();
    }

    int left() const { return m_splitter.sizes()[0]; }
    int right() const { return m_splitter.sizes()[2]; }

    SideSplitter m_splitter;
};

TEST_F(SideSplitterTest, SidesGiveWayToTheMiddleAndComeBack)
{
    EXPECT_EQ(left(), 240);
    EXPECT_EQ(right(), 300);
    m_splitter.resize(700, 300);
    EXPECT_TRUE(waitUntil([&] { return m_splitter.sizes()[1] >= 400; }));
    EXPECT_LT(left() + right(), 300);
    EXPECT_GE(left(), 100);
    EXPECT_GE(right(), 150);
    m_splitter.resize(1200, 300);
    EXPECT_TRUE(waitUntil([&] { return left() == 240 && right() == 300; }));
}

TEST_F(SideSplitterTest, KeepsTheWidthThatASideWasGivenOrThatItIsClosed)
{
    m_splitter.setSizes({0, 800, 350});
    emit m_splitter.splitterMoved(0, 1); // as a hand does
    m_splitter.resize(1000, 300);
    EXPECT_TRUE(waitUntil([&] { return m_splitter.width() == 1000; }));
    EXPECT_EQ(left(), 0);
    EXPECT_GE(right(), 350);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/window_place.h"
#include "support/window_test.h"

#include <QScreen>

namespace palimpsest {
namespace {

constexpr QRect kScreen(0, 27, 1066, 639); // 1600 × 1000 at a scale of 1.5, below a bar

TEST(WindowPlace, IsKeptWhereTheWindowIsSeenWhollyWithItsFrame)
{
    const QRect window(20, 80, 1000, 500);
    EXPECT_EQ(withinScreen(window, kScreen), window);
}

TEST(WindowPlace, AWindowThatOverhangsIsMovedAndOnlyThenMadeSmaller)
{
    EXPECT_EQ(withinScreen({24, 80, 1050, 500}, kScreen), QRect(8, 80, 1050, 500));
    EXPECT_EQ(withinScreen({-300, -10, 600, 400}, kScreen), QRect(8, 67, 600, 400));
    const QRect least = withinScreen({2000, 2000, 1360, 860}, kScreen);
    EXPECT_EQ(least, QRect(8, 67, 1050, 591));
}

using RestoredWindow = WindowTest;

TEST_F(RestoredWindow, LiesWithinTheScreenAtTheNextStart)
{
    m_window->setGeometry(700, 700, 1280, 800);
    m_window->close(); // which remembers where it was
    const MainWindow next(*m_settings, m_dialogs, m_desktop);
    const QRect available = next.screen()->availableGeometry();
    EXPECT_TRUE(available.contains(next.geometry().marginsAdded({8, 40, 8, 8})));
}

TEST_F(RestoredWindow, NeedsNoMoreThanASmallScreenHas)
{
    const QSize least = m_window->minimumSizeHint();
    EXPECT_LE(least.width(), 1050);
    EXPECT_LE(least.height(), 618);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/page_scroll.h"
#include "app/window/page_stack.h"
#include "app/window/window_place.h"
#include "support/window_test.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QScreen>
#include <QScrollBar>

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

/// The window with an open study in the style that users see.
class SmallWindow : public WindowTest
{
protected:
    void SetUp() override
    {
        needApplication();
        applyTheme(*qApp, Theme::Light);
        WindowTest::SetUp();
        ASSERT_TRUE(open());
        m_scroll = m_window->findChild<PageScroll*>();
        ASSERT_NE(m_scroll, nullptr);
    }

    /// Whether the pages come to have all that they need in a window of `size`.
    bool pagesAreWholeIn(const QSize& size)
    {
        m_window->resize(size);
        const auto* pages = m_window->findChild<PageStack*>();
        return eventually([&] {
            const QSize least = pages->minimumSizeHint();
            return m_window->size() == size && pages->size().expandedTo(least) == pages->size();
        });
    }

    int toScroll() const
    {
        return m_scroll->horizontalScrollBar()->maximum() +
               m_scroll->verticalScrollBar()->maximum();
    }

    PageScroll* m_scroll = nullptr;
};

TEST_F(SmallWindow, ScrollsItsPagesOnAScreenThatIsSmallerThanTheyNeed)
{
    constexpr QRect kTiny(0, 0, 800, 500); // 1600 × 1000 at a scale of 2
    const QSize room = withinScreen({0, 0, 1360, 860}, kTiny).size();
    for (const auto place : {MainWindow::Place::Study, MainWindow::Place::Parts,
                             MainWindow::Place::Explore, MainWindow::Place::Figures}) {
        m_window->showPlace(place);
        EXPECT_TRUE(pagesAreWholeIn(room)) << m_window->width() << " × " << m_window->height();
        EXPECT_GT(toScroll(), 0);
    }
}

TEST_F(SmallWindow, ScrollsNothingWhereThereIsRoom)
{
    for (const QSize size : {QSize(1050, 618), QSize(1360, 860)}) {
        EXPECT_TRUE(pagesAreWholeIn(size)) << size.width() << " × " << size.height();
        EXPECT_TRUE(eventually([&] { return toScroll() == 0; }));
    }
}

} // namespace
} // namespace palimpsest

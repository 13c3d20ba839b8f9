// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/page_scroll.h"
#include "app/window/page_stack.h"
#include "app/window/window_place.h"
#include "support/window_test.h"
#include "widgets/canvas/drawing_bar.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/style/theme.h"
#include "widgets/tools/tool_catalogue.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QScrollBar>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

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

    /// Whether all that is visible of a kind lies within `within`.
    template<typename Kind>
    static bool seesAll(const QWidget& within)
    {
        return std::ranges::all_of(within.findChildren<Kind*>(), [&](const Kind* each) {
            const QRect place(each->mapTo(&within, QPoint()), each->size());
            return !each->isVisible() || within.rect().contains(place);
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
                             MainWindow::Place::Figures, MainWindow::Place::Explore}) {
        m_window->showPlace(place);
        EXPECT_TRUE(pagesAreWholeIn(room)) << m_window->width() << " × " << m_window->height();
    }
    EXPECT_TRUE(eventually([&] { return toScroll() > 0; })) << "Explore needs more";
}

TEST_F(SmallWindow, HasAllOfThePartsPageWithoutScrolling)
{
    m_window->showPlace(MainWindow::Place::Parts);
    const auto* strip = find<QWidget>("toolStrip");
    const auto* canvas = m_window->findChild<PartsCanvas*>();
    ASSERT_EQ(strip->findChildren<QToolButton*>().size(), toolCatalogue().size());
    for (const QSize size : {QSize(800, 500), QSize(1000, 700), QSize(1360, 860)}) {
        EXPECT_TRUE(pagesAreWholeIn(size));
        EXPECT_TRUE(eventually([&] { return toScroll() == 0; })) << size.width();
        EXPECT_TRUE(eventually([&] { return seesAll<QToolButton>(*strip); })) << size.width();
        EXPECT_GE(canvas->width(), 300) << size.width();
        EXPECT_GE(canvas->height(), 250) << size.width();
    }
}

TEST_F(SmallWindow, HasTheNumbersOfEachToolInSight)
{
    m_window->showPlace(MainWindow::Place::Parts);
    auto* canvas = m_window->findChild<PartsCanvas*>();
    const auto* bar = m_window->findChild<DrawingBar*>();
    ASSERT_TRUE(pagesAreWholeIn({800, 500}));
    for (const ToolEntry& tool : toolCatalogue()) {
        canvas->setTool(QLatin1String(tool.id));
        EXPECT_TRUE(eventually([&] { return seesAll<QSpinBox>(*bar); })) << tool.id;
        EXPECT_TRUE(eventually([&] { return seesAll<QToolButton>(*bar); })) << tool.id;
    }
}

TEST_F(SmallWindow, HasThePartsMenuInOneColumn)
{
    constexpr int kScreen = 500;
    m_window->showPlace(MainWindow::Place::Parts);
    for (const QAction* entry : m_window->menuBar()->actions()) {
        if (entry->text() == "&Parts") {
            emit entry->menu()->aboutToShow(); // which hides menus that would be empty
            EXPECT_LE(entry->menu()->sizeHint().height(), kScreen);
            for (const QMenu* within : entry->menu()->findChildren<QMenu*>()) {
                EXPECT_LE(within->sizeHint().height(), kScreen) << within->title().toStdString();
                EXPECT_TRUE(within->menuAction()->isVisible()) << within->title().toStdString();
            }
            return;
        }
    }
    FAIL() << "there is no such menu";
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

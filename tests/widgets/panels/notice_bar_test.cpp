// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"
#include "widgets/style/theme.h"
#include "widgets/style/wrapped_text.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <gtest/gtest.h>

#include <chrono>

namespace palimpsest {
namespace {

using Level = NoticeBar::Level;
using namespace std::chrono_literals;

/// A window with a bar above a page.
class NoticeBarTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    NoticeBarTest()
    {
        applyTheme(*qApp, Theme::Light);
        auto* layout = new QVBoxLayout(&m_window);
        layout->addWidget(&m_bar);
        layout->addWidget(&m_page, 1);
        m_window.resize(600, 400);
        m_window.show();
    }

    /// Texts that are seen, top first.
    QStringList seen() const
    {
        QMap<int, QString> byHeight;
        m_window.layout()->activate();
        m_bar.layout()->activate();
        for (const auto* row : m_bar.findChildren<NoticeRow*>()) {
            if (row->isVisible()) {
                byHeight[row->y()] = row->findChild<WrappedText*>()->toPlainText();
            }
        }
        return byHeight.values();
    }

    template<typename Widget>
    Widget* child(const char* name) const
    {
        for (auto* widget : m_bar.findChildren<Widget*>(QLatin1String(name))) {
            if (widget->isVisible()) {
                return widget;
            }
        }
        return nullptr;
    }

    QWidget m_window;
    NoticeBar m_bar;
    QPushButton m_page;
};

TEST_F(NoticeBarTest, TakesNoRoomWithoutNotices)
{
    EXPECT_FALSE(m_bar.isVisible());
    m_bar.showNotice(Level::Info, QStringLiteral("Saved."));
    EXPECT_TRUE(m_bar.isVisible());
    m_bar.clear();
    EXPECT_FALSE(m_bar.isVisible());
    EXPECT_EQ(m_bar.count(), 0);
}

TEST_F(NoticeBarTest, CountsWhatRepeatsInsteadOfRepeatingIt)
{
    for (const char* text : {"disk full", "other", "disk full", "disk full"}) {
        m_bar.showNotice(Level::Error, QString::fromLatin1(text));
    }
    EXPECT_EQ(seen(), QStringList({"disk full (3)", "other"}));
    m_bar.showNotice(Level::Warning, QStringLiteral("other")); // another level is another notice
    EXPECT_EQ(m_bar.count(), 3);
}

TEST_F(NoticeBarTest, ShowsTheThreeLatestAndTheOthersOnRequest)
{
    for (int i = 1; i <= 5; ++i) {
        m_bar.showNotice(Level::Error, QString::number(i));
    }
    EXPECT_EQ(seen(), QStringList({"5", "4", "3"}));
    auto* more = child<QPushButton>("moreNotices");
    ASSERT_NE(more, nullptr);
    EXPECT_TRUE(more->text().startsWith(QLatin1String("2"))) << more->text().toStdString();
    more->click();
    EXPECT_EQ(seen(), QStringList({"5", "4", "3", "2", "1"}));
    more->click();
    EXPECT_EQ(seen().size(), 3);
    child<QPushButton>("dismissNotices")->click();
    EXPECT_EQ(m_bar.count(), 0);
}

TEST_F(NoticeBarTest, DismissesOneByItsButton)
{
    m_bar.showNotice(Level::Error, QStringLiteral("first"));
    m_bar.showNotice(Level::Error, QStringLiteral("second"));
    auto* close = child<QToolButton>("noticeClose");
    EXPECT_NE(close->focusPolicy() & Qt::TabFocus, 0);
    EXPECT_FALSE(close->accessibleName().isEmpty());
    close->click();
    EXPECT_EQ(m_bar.count(), 1);
}

TEST_F(NoticeBarTest, StaysAsItIsWhileAButtonOfTheMouseIsHeld)
{
    const int before = m_page.height();
    QTest::mousePress(&m_page, Qt::LeftButton);
    m_bar.showNotice(Level::Error, QStringLiteral("first"));
    EXPECT_EQ(m_bar.count(), 1);
    EXPECT_FALSE(m_bar.isVisible());
    EXPECT_EQ(m_page.height(), before);
    QTest::mouseRelease(&m_page, Qt::LeftButton);
    EXPECT_EQ(seen(), QStringList({"first"}));
    QTest::mousePress(&m_page, Qt::LeftButton);
    m_bar.clear();
    EXPECT_EQ(m_bar.count(), 0);
    EXPECT_EQ(seen(), QStringList({"first"}));
    QTest::mouseRelease(&m_page, Qt::LeftButton);
    EXPECT_FALSE(m_bar.isVisible());
}

TEST_F(NoticeBarTest, RunsTheActionAndLetsTheNoticeGo)
{
    int runs = 0;
    m_bar.showNotice(Level::Error, QStringLiteral("It failed."), QStringLiteral("Try again"), [&] {
        ++runs;
        m_bar.showNotice(Level::Error, QStringLiteral("It failed again."));
    });
    auto* action = child<QPushButton>("noticeAction");
    ASSERT_NE(action, nullptr);
    EXPECT_EQ(action->text(), QStringLiteral("Try again"));
    action->click();
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(seen(), QStringList({"It failed again."}));
}

TEST_F(NoticeBarTest, InfoGoesByItselfAndErrorsStay)
{
    m_bar.setInfoDuration(1ms);
    m_bar.showNotice(Level::Error, QStringLiteral("error"));
    m_bar.showNotice(Level::Warning, QStringLiteral("warning"));
    m_bar.showNotice(Level::Info, QStringLiteral("info"));
    EXPECT_TRUE(waitUntil([&] { return m_bar.count() == 2; }));
    EXPECT_EQ(seen(), QStringList({"warning", "error"}));
}

TEST_F(NoticeBarTest, InfoStaysWhileItIsRead)
{
    m_window.activateWindow();
    ASSERT_TRUE(waitUntil([&] { return m_window.isActiveWindow(); }));
    m_bar.setInfoDuration(1ms);
    m_bar.showNotice(Level::Info, QStringLiteral("read"));
    child<QToolButton>("noticeClose")->setFocus();
    m_bar.showNotice(Level::Info, QStringLiteral("unread"));
    EXPECT_TRUE(waitUntil([&] { return m_bar.count() == 1; }));
    EXPECT_EQ(seen(), QStringList({"read"}));
    child<QToolButton>("noticeClose")->clearFocus();
    EXPECT_TRUE(waitUntil([&] { return m_bar.count() == 0; }));
}

TEST_F(NoticeBarTest, LongTextsAreSeenWholly)
{
    const QString path(300, QLatin1Char('x')); // nowhere to break it
    m_bar.showNotice(Level::Error, path + QStringLiteral(" cannot be read."));
    const auto* text = m_bar.findChild<WrappedText*>();
    EXPECT_TRUE(waitUntil([&] { return text->height() >= 3 * text->fontMetrics().height(); }));
    EXPECT_EQ(m_window.width(), 600);
    EXPECT_GE(text->height(), text->heightForWidth(text->width()));
    EXPECT_TRUE(text->textInteractionFlags() & Qt::TextSelectableByMouse);
}

TEST_F(NoticeBarTest, TextIsNeverMarkup)
{
    m_bar.showNotice(Level::Error, QStringLiteral("<b>a</b> & b"));
    EXPECT_EQ(seen(), QStringList({"<b>a</b> & b"}));
}

TEST_F(NoticeBarTest, IsAnAlertToScreenReaders)
{
    m_bar.showNotice(Level::Error, QStringLiteral("It failed."));
    QAccessibleInterface* alert =
        QAccessible::queryAccessibleInterface(m_bar.findChild<NoticeRow*>());
    ASSERT_NE(alert, nullptr);
    EXPECT_EQ(alert->role(), QAccessible::AlertMessage);
    EXPECT_EQ(alert->text(QAccessible::Name), QStringLiteral("Error: It failed."));
}

TEST_F(NoticeBarTest, WhatHoldsNoMoreIsTakenBack)
{
    m_bar.showNotice(Level::Warning, QStringLiteral("Edited elsewhere."));
    m_bar.showNotice(Level::Info, QStringLiteral("Something else."));
    m_bar.withdraw(QStringLiteral("Edited elsewhere."));
    m_bar.withdraw(QStringLiteral("Never said."));
    EXPECT_EQ(seen(), QStringList{QStringLiteral("Something else.")});
}

TEST_F(NoticeBarTest, WhatIsSaidOfAnAttemptGoesWithTheNext)
{
    enum { kExport, kExtract };
    m_bar.showOfAttempt(kExport, Level::Error, QStringLiteral("disk full"));
    m_bar.showOfAttempt(kExport, Level::Warning, QStringLiteral("nearly full"));
    m_bar.showOfAttempt(kExtract, Level::Error, QStringLiteral("no memory"));
    m_bar.showNotice(Level::Warning, QStringLiteral("warning"));
    m_bar.withdrawAttempt(kExport);
    EXPECT_EQ(seen(), QStringList({"warning", "no memory"}));
    m_bar.withdrawAttempt(kExport);
    m_bar.withdrawAttempt(kExtract);
    EXPECT_EQ(seen(), QStringList{"warning"});
}

TEST_F(NoticeBarTest, TheKeyboardGoesBackWithTheNoticeThatHadIt)
{
    m_window.activateWindow();
    ASSERT_TRUE(waitUntil([&] { return m_window.isActiveWindow(); }));
    m_page.setFocus();
    m_bar.showNotice(Level::Error, QStringLiteral("It failed."), QStringLiteral("Try again"),
                     [] {});
    EXPECT_TRUE(m_page.hasFocus());
    auto* action = child<QPushButton>("noticeAction");
    action->setFocus();
    ASSERT_TRUE(action->hasFocus());
    action->click();
    EXPECT_TRUE(m_page.hasFocus());
    m_bar.showNotice(Level::Error, QStringLiteral("It failed again."));
    child<QToolButton>("noticeClose")->setFocus();
    m_bar.clear();
    EXPECT_TRUE(m_page.hasFocus());
}

TEST_F(NoticeBarTest, TheKeyboardDoesNotComeBecauseWhatHadItGoes)
{
    m_window.activateWindow();
    ASSERT_TRUE(waitUntil([&] { return m_window.isActiveWindow(); }));
    m_bar.showNotice(Level::Error, QStringLiteral("It failed."), QStringLiteral("Try again"),
                     [] {});
    const auto isHere = [&] {
        return QApplication::focusWidget() != nullptr &&
               m_bar.isAncestorOf(QApplication::focusWidget());
    };
    m_page.setFocus();
    m_page.setEnabled(false);
    EXPECT_FALSE(isHere());
    m_page.setEnabled(true);
    m_page.setFocus();
    ASSERT_TRUE(m_page.hasFocus());
    m_page.hide();
    EXPECT_FALSE(isHere());
}

} // namespace
} // namespace palimpsest

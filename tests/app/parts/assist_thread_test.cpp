// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/assist_thread.h"
#include "core/base/error.h"
#include "support/application.h"
#include "widgets/tools/tool_events.h"

#include <QCursor>
#include <QGuiApplication>
#include <QObject>
#include <QStringList>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class AssistThreadTest : public testing::Test
{
protected:
    /// As AssistThread has it, it owns what it asks.
    struct Asker : QObject
    {
        AssistThread assists{this};
    };

    void SetUp() override
    {
        needApplication();
        m_picture.fill(Qt::gray);
    }

    void ask(const Assist& assist)
    {
        m_asker.assists.ask(
            m_picture, assist, [this](const AssistResult&) { noteCursor("answered"); },
            [this](const QString&) { noteCursor("failed"); });
    }

    void noteCursor(const QString& event)
    {
        const QCursor* cursor = QGuiApplication::overrideCursor();
        const bool waits = cursor != nullptr && cursor->shape() == Qt::WaitCursor;
        m_events << event + (waits ? " while it waits" : "");
    }

    static AssistResult nothing(const WorkingPicture&, const Progress&)
    {
        return [](const ToolScene&) { return ToolAnswer{}; };
    }

    QImage m_picture{8, 8, QImage::Format_RGB888};
    QStringList m_events;
    Asker m_asker;
};

TEST_F(AssistThreadTest, ACursorSaysThatTheWindowWaits)
{
    ask(&nothing);
    EXPECT_TRUE(m_asker.assists.finish());
    EXPECT_EQ(m_events, QStringList{"answered while it waits"});
    EXPECT_EQ(QGuiApplication::overrideCursor(), nullptr);
    EXPECT_FALSE(m_asker.assists.finish()) << "nothing is asked any more";
}

TEST_F(AssistThreadTest, TheCursorIsAsBeforeWhereTheAssistFails)
{
    ask([](const WorkingPicture&, const Progress&) -> AssistResult { throw BadInput("No."); });
    EXPECT_TRUE(m_asker.assists.finish());
    EXPECT_EQ(m_events, QStringList{"failed while it waits"});
    EXPECT_EQ(QGuiApplication::overrideCursor(), nullptr);
}

TEST_F(AssistThreadTest, NoCursorIsShownWhereTheWindowGoesOn)
{
    ask(&nothing);
    ASSERT_TRUE(waitUntil([this] { return !m_events.isEmpty(); }));
    EXPECT_EQ(m_events, QStringList{"answered"});
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/latest_task.h"
#include "core/base/error.h"
#include "support/application.h"

#include <QCoreApplication>
#include <QObject>
#include <QStringList>
#include <gtest/gtest.h>

#include <functional>
#include <new>

namespace palimpsest {
namespace {

class LatestTaskTest : public testing::Test
{
protected:
    void SetUp() override { needApplication(); }

    QString complaintOf(const std::function<void()>& work)
    {
        QStringList complaints;
        LatestTask task(&m_asker);
        task.post([&](const LatestTask::Request&) { work(); },
                  [&](const QString& why) { complaints.append(why); });
        EXPECT_TRUE(waitUntil([&] { return !complaints.isEmpty(); }));
        return complaints.value(0);
    }

    QObject m_asker;
};

TEST_F(LatestTaskTest, WhateverIsThrownBecomesASentence)
{
    EXPECT_EQ(complaintOf([] { throw BadFile("It is broken."); }), "It is broken.");
    EXPECT_TRUE(complaintOf([] { throw std::bad_alloc(); }).startsWith("Memory ran out"));
    EXPECT_TRUE(complaintOf([] { throw 7; }).startsWith("Something failed"));
}

TEST_F(LatestTaskTest, OnlyTheLatestRequestIsAnswered)
{
    std::vector<int> answers;
    LatestTask task(&m_asker);
    for (int i = 0; i < 20; ++i) {
        task.post(
            [&answers, i](const LatestTask::Request& request) {
                request.deliver([&answers, i] { answers.push_back(i); });
            },
            [](const QString&) {});
    }
    ASSERT_TRUE(waitUntil([&] { return !answers.empty(); }));
    QCoreApplication::processEvents();
    EXPECT_EQ(answers, std::vector<int>{19});
}

TEST_F(LatestTaskTest, FinishingWaitsForTheLatestAndHasItAnsweredAtOnce)
{
    std::vector<int> answers;
    LatestTask task(&m_asker);
    task.finish(); // nothing was asked
    for (int i = 0; i < 5; ++i) {
        task.post(
            [&answers, i](const LatestTask::Request& request) {
                request.deliver([&answers, i] { answers.push_back(i); });
            },
            [](const QString&) {});
    }
    task.finish();
    EXPECT_EQ(answers, std::vector<int>{4});
    task.finish();
    EXPECT_EQ(answers.size(), 1u);
}

} // namespace
} // namespace palimpsest

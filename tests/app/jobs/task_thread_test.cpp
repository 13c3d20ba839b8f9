// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/task_thread.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <vector>

namespace palimpsest {
namespace {

TEST(TaskThread, RunsTasksInOrder)
{
    std::vector<int> seen;
    std::promise<void> done;
    TaskThread thread;
    for (int i = 0; i < 100; ++i) {
        thread.post([&seen, i](const std::atomic_bool&) { seen.push_back(i); });
    }
    thread.post([&done](const std::atomic_bool&) { done.set_value(); });
    done.get_future().wait();
    ASSERT_EQ(seen.size(), 100U);
    EXPECT_TRUE(std::ranges::is_sorted(seen));
}

TEST(TaskThread, UrgentTasksRunBetweenTheStepsOfALongOne)
{
    std::promise<void> started;
    std::promise<void> posted;
    std::vector<int> seen;
    TaskThread thread;
    thread.post([&](const std::atomic_bool&) {
        started.set_value();
        posted.get_future().wait();
        thread.runUrgent();
        seen.push_back(2);
    });
    started.get_future().wait();
    thread.postUrgent([&](const std::atomic_bool&) { seen.push_back(1); });
    posted.set_value();
    std::promise<void> done;
    thread.post([&](const std::atomic_bool&) { done.set_value(); });
    done.get_future().wait();
    EXPECT_EQ(seen, (std::vector<int>{1, 2}));
}

TEST(TaskThread, DestroyingItStopsTheRunningTaskAndDropsTheRest)
{
    bool wasDropped = true;
    {
        std::promise<void> started;
        TaskThread thread;
        thread.post([&](const std::atomic_bool& stop) {
            started.set_value();
            while (!stop) {
                std::this_thread::yield();
            }
        });
        thread.post([&](const std::atomic_bool&) { wasDropped = false; });
        started.get_future().wait();
    }
    EXPECT_TRUE(wasDropped);
}

TEST(TaskThread, StoppingConcernsOnlyWhatWasAskedBefore)
{
    std::promise<void> started;
    std::promise<bool> second;
    TaskThread thread;
    thread.post([&](const std::atomic_bool& stop) {
        started.set_value();
        while (!stop) {
            std::this_thread::yield();
        }
    });
    started.get_future().wait();
    thread.stopAll();
    thread.post([&](const std::atomic_bool& stop) { second.set_value(stop); });
    EXPECT_FALSE(second.get_future().get());
}

} // namespace
} // namespace palimpsest

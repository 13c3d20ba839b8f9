// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace palimpsest {

/// One thread that runs tasks in order. Destroying it stops the running task, drops the waiting
/// ones and waits.
class TaskThread
{
public:
    /// Returns soon after `stop` becomes true.
    using Task = std::function<void(const std::atomic_bool& stop)>;

    TaskThread();
    ~TaskThread();
    TaskThread(const TaskThread&) = delete;
    TaskThread& operator=(const TaskThread&) = delete;

    void post(Task task);

    /// For a task that can be squeezed in: run by the next runUrgent(), or when nothing else runs.
    void postUrgent(Task task);

    /// Runs the waiting urgent tasks; called by a long task between its steps. Whether there were
    /// any.
    bool runUrgent();

    /// Asks the running task to stop and drops the waiting ones. Does not wait.
    void stopAll();

    /// Waits until no task runs and none waits.
    void waitUntilIdle();

private:
    void run();
    bool takeTask(Task& task);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_idle;
    std::deque<Task> m_tasks;
    std::deque<Task> m_urgent;
    std::atomic_bool m_stop = false; ///< the running task
    bool m_isRunning = false;        ///< a task
    bool m_quit = false;
    std::thread m_thread; ///< last, so that it starts on whole members
};

} // namespace palimpsest

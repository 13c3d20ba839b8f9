// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/task_thread.h"

#include <utility>

namespace palimpsest {

TaskThread::TaskThread() : m_thread([this] { run(); }) {}

TaskThread::~TaskThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
        m_stop = true;
        m_tasks.clear();
        m_urgent.clear();
    }
    m_wake.notify_one();
    m_thread.join();
}

void TaskThread::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void TaskThread::postUrgent(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_urgent.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void TaskThread::stopAll()
{
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    m_tasks.clear();
    m_urgent.clear();
    m_idle.notify_all();
}

void TaskThread::waitUntilIdle()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return !m_isRunning && m_tasks.empty() && m_urgent.empty(); });
}

bool TaskThread::runUrgent()
{
    for (bool any = false;; any = true) {
        Task task;
        {
            const std::lock_guard lock(m_mutex);
            if (m_urgent.empty()) {
                return any;
            }
            task = std::move(m_urgent.front());
            m_urgent.pop_front();
        }
        task(m_stop);
    }
}

bool TaskThread::takeTask(Task& task)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_quit || !m_tasks.empty() || !m_urgent.empty(); });
    if (m_quit) {
        return false;
    }
    std::deque<Task>& queue = m_urgent.empty() ? m_tasks : m_urgent;
    task = std::move(queue.front());
    queue.pop_front();
    m_stop = false;
    m_isRunning = true;
    return true;
}

void TaskThread::run()
{
    Task task;
    while (takeTask(task)) {
        task(m_stop);
        task = {}; // what it holds is released on this thread, before the next wait
        {
            const std::lock_guard lock(m_mutex);
            m_isRunning = false;
        }
        m_idle.notify_all();
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/task_thread.h"
#include "core/base/progress.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>

namespace palimpsest {

/// A thread for requests of which only the latest is answered, on the thread of the object that
/// asks. Destroying it stops the running request and waits.
class LatestTask
{
public:
    using Answer = std::function<void()>;

    /// What the work of a request gets.
    class Request
    {
    public:
        /// Whether nobody has asked for something newer.
        bool goesOn() const { return !m_stop; }

        /// For work that asks whether to go on, as long as this request lives. `tell` is called on
        /// the thread of the object, whenever another hundredth is done, with the share of it.
        Progress progress(const std::function<void(double)>& tell) const;

        /// Has `answer` called on the thread of the object, unless something newer is asked for
        /// before its turn comes.
        void deliver(Answer answer) const;

    private:
        friend class LatestTask;
        Request(LatestTask& task, std::uint64_t number, const std::atomic_bool& stop)
            : m_task(task), m_number(number), m_stop(stop)
        {
        }

        LatestTask& m_task;
        std::uint64_t m_number;
        const std::atomic_bool& m_stop;
    };

    /// `asker` must own this and live on the thread that calls it.
    explicit LatestTask(QObject* asker) : m_asker(asker) {}

    /// Drops earlier requests and starts this one. What `work` throws goes to `complain`, but for
    /// Cancelled, which is its answer when it no longer goes on.
    void post(std::function<void(const Request&)> work,
              std::function<void(const QString&)> complain);

    /// Drops whatever was asked so far.
    void drop();

    /// Waits for what was asked last, and has it answered before this returns.
    void finish();

private:
    QObject* m_asker;
    std::uint64_t m_latest = 0; ///< only read and changed on the thread of the asker
    TaskThread m_thread;        ///< last: it ends before what its tasks use
};

} // namespace palimpsest

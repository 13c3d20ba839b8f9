// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/latest_task.h"

#include "app/jobs/failure_text.h"
#include "core/base/error.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace palimpsest {

void LatestTask::Request::deliver(Answer answer) const
{
    QMetaObject::invokeMethod(
        m_task.m_asker,
        [&task = m_task, number = m_number, answer = std::move(answer)] {
            if (number == task.m_latest) {
                answer();
            }
        },
        Qt::QueuedConnection);
}

Progress LatestTask::Request::progress(const std::function<void(double)>& tell) const
{
    constexpr std::size_t kShares = 100;
    return [this, tell, told = std::size_t{0}](std::size_t done, std::size_t total) mutable {
        const std::size_t share = kShares * done / std::max<std::size_t>(total, 1);
        if (std::exchange(told, share) != share) {
            deliver([tell, share] { tell(static_cast<double>(share) / kShares); });
        }
        return goesOn();
    };
}

void LatestTask::post(std::function<void(const Request&)> work,
                      std::function<void(const QString&)> complain)
{
    drop();
    m_thread.post([this, number = m_latest, work = std::move(work),
                   complain = std::move(complain)](const std::atomic_bool& stop) {
        const Request request(*this, number, stop);
        try {
            work(request);
        } catch (const Cancelled&) {
            return; // somebody asked for something newer
        } catch (...) {
            request.deliver([complain, why = failureText()] { complain(why); });
        }
    });
}

void LatestTask::drop()
{
    m_thread.stopAll();
    ++m_latest;
}

void LatestTask::finish()
{
    m_thread.waitUntilIdle();
    QCoreApplication::sendPostedEvents(m_asker, QEvent::MetaCall);
}

} // namespace palimpsest

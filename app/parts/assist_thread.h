// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "widgets/tools/assist.h"

#include <QImage>

#include <functional>
#include <memory>

namespace palimpsest {

/// Computes what tools ask for, beside the window. Only what was asked for last is answered.
class AssistThread
{
public:
    /// `asker` must own this; answers come on its thread.
    explicit AssistThread(QObject* asker);
    ~AssistThread();

    /// What an assist throws goes to `complain`.
    void ask(const QImage& picture, const Assist& assist,
             const std::function<void(const AssistResult&)>& answer,
             const std::function<void(const QString&)>& complain);

    void drop();

    /// Waits for what was asked last, with a cursor that says so, and has it answered before this
    /// returns. Whether anything was.
    bool finish();

private:
    struct Prepared;

    std::shared_ptr<Prepared> m_prepared; ///< of the thread alone
    bool m_isAsked = false;               ///< and not answered
    LatestTask m_task;                    ///< last: it ends first
};

} // namespace palimpsest

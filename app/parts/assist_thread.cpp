// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/assist_thread.h"

#include "widgets/pictures/to_qimage.h"

#include <QCursor>
#include <QGuiApplication>
#include <QScopeGuard>

#include <utility>

namespace palimpsest {

/// The picture that was worked on last, as assists take it, which takes about as long as they do.
struct AssistThread::Prepared
{
    qint64 key = 0; ///< of the picture that it was made of
    WorkingPicture picture;

    const WorkingPicture& of(const QImage& image)
    {
        if (key != image.cacheKey()) {
            picture = workingPicture(toImage(image));
            key = image.cacheKey();
        }
        return picture;
    }
};

AssistThread::AssistThread(QObject* asker) : m_prepared(std::make_shared<Prepared>()), m_task(asker)
{
}

AssistThread::~AssistThread() = default;

void AssistThread::ask(const QImage& picture, const Assist& assist,
                       const std::function<void(const AssistResult&)>& answer,
                       const std::function<void(const QString&)>& complain)
{
    m_isAsked = true;
    m_task.post(
        [this, prepared = m_prepared, picture, assist, answer](const LatestTask::Request& request) {
            const AssistResult result =
                assist(prepared->of(picture),
                       [&request](std::size_t, std::size_t) { return request.goesOn(); });
            request.deliver([this, answer, result] {
                m_isAsked = false;
                answer(result);
            });
        },
        [this, complain](const QString& why) {
            m_isAsked = false;
            complain(why);
        });
}

void AssistThread::drop()
{
    m_isAsked = false;
    m_task.drop();
}

bool AssistThread::finish()
{
    if (!std::exchange(m_isAsked, false)) {
        return false;
    }
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    const auto restored = qScopeGuard([] { QGuiApplication::restoreOverrideCursor(); });
    m_task.finish();
    return true;
}

} // namespace palimpsest

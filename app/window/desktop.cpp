// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/desktop.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QStringList>
#include <QVariantMap>

namespace palimpsest {

// Nothing here waits for an answer: a desktop that does not give one must not hold the window up.

void FreedesktopServices::notify(const QString& title, const QString& text)
{
    QDBusMessage notice = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"),
        QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    constexpr uint kReplacesNone = 0;
    constexpr int kAsLongAsUsual = -1;
    notice << QStringLiteral("Palimpsest") << kReplacesNone << QStringLiteral("palimpsest") << title
           << text.toHtmlEscaped() << QStringList() << QVariantMap() << kAsLongAsUsual;
    QDBusConnection::sessionBus().asyncCall(notice);
}

std::shared_ptr<void> FreedesktopServices::stayAwake(const QString& why)
{
    QDBusMessage request = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    request << QStringLiteral("sleep:idle") << QStringLiteral("Palimpsest") << why
            << QStringLiteral("block");
    // The answer is a descriptor that the lock ends with; the watcher holds the answer.
    return std::make_shared<QDBusPendingCallWatcher>(
        QDBusConnection::systemBus().asyncCall(request));
}

} // namespace palimpsest

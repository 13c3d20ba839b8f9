// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QThread>
#include <gtest/gtest.h>

#include <memory>

namespace palimpsest {

namespace {

std::unique_ptr<QApplication> s_application;

/// Ends the application before the statics of Qt, which it still needs then.
class EndOfApplication : public testing::Environment
{
public:
    void TearDown() override { s_application.reset(); }
};

const testing::Environment* const kEnd = testing::AddGlobalTestEnvironment(new EndOfApplication);

} // namespace

void needApplication()
{
    static int argc = 1;
    static char name[] = "palimpsest_tests";
    static char* argv[] = {name, nullptr};
    if (!s_application) {
        s_application = std::make_unique<QApplication>(argc, argv);
    }
}

bool waitUntil(const std::function<bool()>& condition, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QThread::msleep(1); // the work that is waited for needs the cores
    }
    return true;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/desktop.h"
#include "support/application.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QDBusVirtualObject>
#include <QProcess>
#include <gtest/gtest.h>

#include <array>
#include <fcntl.h>
#include <memory>
#include <poll.h>
#include <unistd.h>

namespace palimpsest {
namespace {

/// Answers as the services do, and keeps what was asked.
class Services : public QDBusVirtualObject
{
public:
    Services() { ::pipe2(m_pipe.data(), O_CLOEXEC); }
    ~Services() override { ::close(m_pipe[0]); }

    QList<QDBusMessage> asked;

    QString introspect(const QString&) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override
    {
        asked.append(message);
        if (message.member() == QLatin1String("Inhibit")) {
            const QDBusUnixFileDescriptor lock(m_pipe[1]);
            ::close(m_pipe[1]);
            connection.send(message.createReply(QVariant::fromValue(lock)));
        } else {
            connection.send(message.createReply(QVariant(1U)));
        }
        return true;
    }

    /// Whether somebody holds what Inhibit was answered with.
    bool isHeld() const
    {
        pollfd end{.fd = m_pipe[0], .events = POLLIN, .revents = 0};
        ::poll(&end, 1, 0);
        return (end.revents & POLLHUP) == 0;
    }

private:
    std::array<int, 2> m_pipe{};
};

/// A bus of its own, which stands for that of the session and that of the system: one for all tests
/// of the suite, as a process connects to its session's bus once.
class DesktopTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        needApplication();
        s_daemon = std::make_unique<QProcess>();
        s_daemon->start("dbus-daemon", {"--session", "--nofork", "--print-address"});
        if (s_daemon->waitForStarted() && s_daemon->waitForReadyRead()) {
            s_address = s_daemon->readLine().trimmed();
            qputenv("DBUS_SESSION_BUS_ADDRESS", s_address);
            qputenv("DBUS_SYSTEM_BUS_ADDRESS", s_address);
        }
    }

    static void TearDownTestSuite()
    {
        s_daemon->kill();
        s_daemon->waitForFinished();
        s_daemon.reset();
    }

    void SetUp() override
    {
        if (s_address.isEmpty()) {
            GTEST_SKIP() << "There is no dbus-daemon.";
        }
        QDBusConnection bus =
            QDBusConnection::connectToBus(QString::fromLatin1(s_address), "services");
        ASSERT_TRUE(
            bus.registerVirtualObject("/org/freedesktop", &m_services, QDBusConnection::SubPath));
        ASSERT_TRUE(bus.registerService("org.freedesktop.Notifications"));
        ASSERT_TRUE(bus.registerService("org.freedesktop.login1"));
    }

    void TearDown() override { QDBusConnection::disconnectFromBus("services"); }

    static inline std::unique_ptr<QProcess> s_daemon;
    static inline QByteArray s_address;
    Services m_services;
};

TEST_F(DesktopTest, NoticesGoToTheirServiceAsPlainText)
{
    FreedesktopServices().notify("The extraction has ended", "4 units of <b>");
    ASSERT_TRUE(waitUntil([&] { return m_services.asked.size() == 1; }));
    const QVariantList arguments = m_services.asked.front().arguments();
    ASSERT_EQ(arguments.size(), 8);
    EXPECT_EQ(arguments[3], "The extraction has ended");
    EXPECT_EQ(arguments[4], "4 units of &lt;b&gt;");
}

TEST_F(DesktopTest, TheMachineIsKeptAwakeUntilTheLockIsGivenBack)
{
    std::shared_ptr<void> awake = FreedesktopServices().stayAwake("Values are being made.");
    ASSERT_TRUE(waitUntil([&] { return m_services.asked.size() == 1; }));
    EXPECT_EQ(m_services.asked.front().arguments()[0], "sleep:idle");
    EXPECT_EQ(m_services.asked.front().arguments()[2], "Values are being made.");
    QCoreApplication::processEvents();
    EXPECT_TRUE(m_services.isHeld());
    awake.reset();
    EXPECT_TRUE(waitUntil([&] { return !m_services.isHeld(); }));
}

TEST(Desktop, WithoutServicesNothingHappens)
{
    needApplication();
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere");
    FreedesktopServices services;
    services.notify("title", "text");
    services.stayAwake("why").reset();
}

} // namespace
} // namespace palimpsest

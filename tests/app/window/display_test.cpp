// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_file.h"
#include "support/application.h"
#include "support/places.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

QString text(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

// Qt ends a program whose display is gone by exit(), in the middle of everything.
TEST(Display, ItsEndEndsTheWindowAsASignalDoes)
{
    needApplication();
    const QString server = QStandardPaths::findExecutable("Xvfb");
    if (server.isEmpty()) {
        GTEST_SKIP() << "there is no Xvfb";
    }
    QProcess display;
    display.start(server, {"-displayfd", "1", "-screen", "0", "1280x800x24"});
    ASSERT_TRUE(display.waitForReadyRead(30'000));
    const QString name = ":" + QString::fromLatin1(display.readLine()).trimmed();

    const TemporaryFolder folder;
    makeSmallStudy(folder / "study");
    QProcess window;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("DISPLAY", name);
    environment.insert("QT_QPA_PLATFORM", "xcb");
    for (const char* place : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"}) {
        environment.insert(place, text(folder / place));
    }
    window.setProcessEnvironment(environment);
    window.start(text(buildFolder() / "bin/palimpsest"), {text(folder / "study"), "--extract"});
    ASSERT_TRUE(waitUntil([&] { return fs::exists(folder / "study/values"); },
                          std::chrono::minutes(1)));
    display.kill();
    display.waitForFinished();
    ASSERT_TRUE(window.waitForFinished(30'000));
    const QByteArray said = window.readAllStandardError();
    EXPECT_EQ(window.exitStatus(), QProcess::NormalExit) << said.toStdString();
    EXPECT_EQ(window.exitCode(), 129);
    EXPECT_TRUE(said.contains("display is gone")) << said.toStdString();
    EXPECT_FALSE(fs::exists(folder / "study/study.lock"));
    EXPECT_NO_THROW(readStudy(folder / "study"));
}

} // namespace
} // namespace palimpsest

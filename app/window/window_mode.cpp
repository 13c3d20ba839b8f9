// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/window_mode.h"

#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "app/settings/settings.h"
#include "app/window/desktop.h"
#include "app/window/main_window.h"
#include "core/base/version.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QSocketNotifier>
#include <QThread>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace {

constexpr const char* kUsageText = "Usage: palimpsest [STUDY] [--extract]\n"
                                   "\n"
                                   "  STUDY      folder of a study to open\n"
                                   "  --extract  make what is missing of its values at once\n"
                                   "  --version  print the version\n"
                                   "\n"
                                   "palimpsest-cli does the same work without a window.\n";

MainWindow* g_window = nullptr; ///< while it may be shown

/// A display that is gone makes Qt call exit() from within the event loop. What was changed is
/// saved then as upon a signal. Nothing may be shown any more.
void endWithoutDisplay()
{
    MainWindow* window = std::exchange(g_window, nullptr);
    if (window == nullptr) {
        return; // an end like any other
    }
    constexpr int kHungUp = 128 + SIGHUP; // as when a terminal is gone
    endSoon(kHungUp);
    const bool isSaved = window->endUnseen();
    std::cerr << "palimpsest: The display is gone. What was changed is "
              << (isSaved ? "saved.\n" : "offered when the study is opened again.\n");
    std::_Exit(kHungUp);
}

QtMessageHandler g_tellAsQtDoes = nullptr;

/// Qt tells of a broken connection (in these words on X11 and on Wayland) just before it calls
/// exit(). That is the moment to end: later, exit() destroys what libraries made since the program
/// began, while threads are still at work with it.
void heedBrokenConnection(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (g_tellAsQtDoes != nullptr) { // a thread may tell something while the handler is installed
        g_tellAsQtDoes(type, context, message);
    }
    if (g_window != nullptr && QThread::currentThread() == g_window->thread() &&
        message.contains(QLatin1String("connection broke"))) {
        endWithoutDisplay();
    }
}

/// Without one Qt ends the program with a message about plugins.
bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

} // namespace

int runWindowMode(int argc, char** argv)
{
    std::filesystem::path study; // as it was typed: its bytes need not be text that Qt can hold
    bool extract = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--help" || argument == "-h") {
            std::cout << kUsageText;
            return kOk;
        }
        if (argument == "--version") {
            std::cout << "palimpsest " << version() << "\n";
            return kOk;
        }
        if (argument == "--extract") {
            extract = true;
        } else if (argument.starts_with("-") || !study.empty()) {
            std::cerr << "palimpsest: \"" << argument << "\" makes no sense here.\n" << kUsageText;
            return kUsage;
        } else {
            study = argument;
        }
    }
    if (!hasDisplay()) {
        std::cerr << "palimpsest: There is no display to open a window on. Use palimpsest-cli, or "
                     "set DISPLAY.\n";
        return kBadInput;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("palimpsest"));
    QApplication::setDesktopFileName(QStringLiteral("palimpsest"));
    Settings settings;
    applyTheme(application, settings.theme().value_or(desktopTheme(QApplication::palette())));
    DesktopDialogs dialogs;
    const StopSignals stop;
    FreedesktopServices desktop;
    MainWindow window(settings, dialogs, desktop);
    QSocketNotifier stopped(stop.descriptor(), QSocketNotifier::Read);
    QObject::connect(&stopped, &QSocketNotifier::activated, &window, &MainWindow::endUnasked);
    g_window = &window;
    std::atexit(&endWithoutDisplay); // for ends that tell nothing
    g_tellAsQtDoes = qInstallMessageHandler(&heedBrokenConnection);
    window.show();
    if (!study.empty() && window.openStudy(study) && extract) {
        window.session().extract();
    }
    const int exitCode = QApplication::exec();
    g_window = nullptr;
    settings.sync();
    if (stop.goOn()) {
        endSoon(exitCode); // a pass that is under way may take longer than anybody waits
        return exitCode;
    }
    return stop.exitCode();
}

} // namespace palimpsest

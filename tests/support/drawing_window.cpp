// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// drawing-window STUDY SETTINGS: the window with somebody in it who moves a corner of a part ten
// times a second, for tests that kill it. Prints what was drawn: how often, and at which x the
// corner is.

#include "app/common/startup.h"
#include "app/dialogs/dialogs.h"
#include "app/settings/settings.h"
#include "app/window/desktop.h"
#include "app/window/main_window.h"

#include <QApplication>
#include <QTimer>

#include <iostream>

namespace {

constexpr int kPause = 100; // ms between two edits

/// Moves the first corner of the first shape to where no earlier edit had it.
double drawOnce(palimpsest::StudyDocument& document, int edit)
{
    palimpsest::Drawing after = document.sheet(0).drawing;
    const double x = 0.001 * edit;
    after.shapes.front().polygon.front().x = x;
    document.changeDrawing(0, after, QStringLiteral("move a corner"));
    return x;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "Usage: drawing-window STUDY SETTINGS\n";
        return 2;
    }
    palimpsest::keepThreadsFromSpinning(argv);
    QApplication application(argc, argv);
    palimpsest::Settings settings{std::filesystem::path(argv[2])};
    palimpsest::DesktopDialogs dialogs;
    palimpsest::FreedesktopServices desktop;
    palimpsest::MainWindow window(settings, dialogs, desktop);
    window.show();
    if (!window.openStudy(argv[1])) {
        return 1;
    }
    window.showPlace(palimpsest::MainWindow::Place::Parts);
    int edit = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, [&] {
        ++edit;
        const double x = drawOnce(*window.session().document(), edit);
        std::cout << edit << " " << x << std::endl;
    });
    timer.start(kPause);
    return QApplication::exec();
}

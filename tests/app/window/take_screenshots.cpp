// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// take-screenshots STUDY FOLDER [--dark]: pictures of the window's pages on a study, for the README
// and for looking at them. QT_SCALE_FACTOR=2 makes them twice as sharp.

#include "app/common/startup.h"
#include "app/settings/settings.h"
#include "app/window/command_palette.h"
#include "app/window/help_window.h"
#include "app/window/main_window.h"
#include "support/answered_dialogs.h"
#include "support/application.h"
#include "support/recorded_desktop.h"
#include "support/temporary_folder.h"
#include "widgets/panels/keys_overlay.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QTableView>
#include <QTest>

#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string_view>

namespace palimpsest {
namespace {

constexpr QSize kWindow(1280, 800);

class Photographer
{
public:
    Photographer(MainWindow& window, QString folder) : m_window(window), m_folder(std::move(folder))
    {
    }

    void take(const QString& name) { take(name, m_window); }

    void take(const QString& name, QWidget& what)
    {
        QTest::qWait(150); // hover effects and delayed layouts come to rest
        const QString file = m_folder + QLatin1Char('/') + name + QStringLiteral(".png");
        if (!what.grab().save(file)) {
            throw std::runtime_error("Cannot write " + file.toStdString() + ".");
        }
    }

    void take(const QString& name, MainWindow::Place place)
    {
        m_window.showPlace(place);
        take(name);
    }

private:
    MainWindow& m_window;
    QString m_folder;
};

int takeAll(const std::filesystem::path& study, const QString& folder, Theme theme)
{
    const TemporaryFolder settingsFolder;
    Settings settings(settingsFolder.path());
    AnsweredDialogs dialogs;
    applyTheme(*qApp, theme);
    RecordedDesktop desktop;
    MainWindow window(settings, dialogs, desktop);
    window.resize(kWindow);
    window.show();
    Photographer photographer(window, folder);
    photographer.take("start");
    StudySession& session = window.session();
    if (!window.openStudy(study) ||
        !waitUntil([&] { return session.values() != nullptr; }, std::chrono::seconds(30))) {
        return 1;
    }
    waitUntil([&] { return session.hasNulls(); }, std::chrono::seconds(10));
    photographer.take("explore", MainWindow::Place::Explore);
    photographer.take("study", MainWindow::Place::Study);
    photographer.take("parts", MainWindow::Place::Parts);
    photographer.take("figures", MainWindow::Place::Figures);
    if (session.analysis() != nullptr) {
        window.showPlace(MainWindow::Place::Explore);
        session.selection().setSample(2);
        session.selection().setEpoch(7);
        session.selection().setHidden(6);
        auto* patterns = window.findChild<QTableView*>("patterns");
        waitUntil([&] { return patterns->model()->rowCount() > 3; });
        patterns->setCurrentIndex(patterns->model()->index(3, 0));
        photographer.take("explore-pattern");
    }
    window.findChild<QAction*>("showKeys")->trigger();
    photographer.take("keys");
    window.findChild<KeysOverlay*>()->close();
    window.findChild<QAction*>("showPalette")->trigger();
    photographer.take("palette", *window.findChild<CommandPalette*>());
    auto* help = window.findChild<HelpWindow*>();
    help->showPage("keys.html");
    photographer.take("help-keys", *help);
    return 0;
}

} // namespace
} // namespace palimpsest

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::cerr << "Usage: take-screenshots STUDY FOLDER [--dark]\n";
        return 2;
    }
    palimpsest::keepThreadsFromSpinning(argv);
    const QApplication application(argc, argv);
    const bool dark = argc > 3 && std::string_view(argv[3]) == "--dark";
    try {
        std::filesystem::create_directories(argv[2]);
        return palimpsest::takeAll(argv[1], QString::fromLocal8Bit(argv[2]),
                                   dark ? palimpsest::Theme::Dark : palimpsest::Theme::Light);
    } catch (const std::exception& error) {
        std::cerr << "take-screenshots: " << error.what() << "\n";
        return 4;
    }
}

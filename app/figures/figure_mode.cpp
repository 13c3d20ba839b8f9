// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/figures/figure_mode.h"

#include "app/common/command_advice.h"
#include "app/common/exit_code.h"
#include "app/figures/figure_export.h"
#include "core/base/error.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"

#include <QApplication>
#include <QCommandLineParser>

#include <algorithm>
#include <iostream>
#include <new>
#include <string_view>

namespace palimpsest {

namespace {

std::size_t epochIndex(const Analysis& analysis, const QString& epoch)
{
    if (epoch.isEmpty()) {
        return analysis.curve.size() - 1;
    }
    bool isNumber = false;
    const auto found =
        std::ranges::find(analysis.curve, epoch.toInt(&isNumber), &EpochKnowledge::epoch);
    if (!isNumber || found == analysis.curve.end()) {
        throw BadInput("The curve has no epoch " + epoch.toStdString() + ". It runs from " +
                       std::to_string(analysis.curve.front().epoch) + " to " +
                       std::to_string(analysis.curve.back().epoch) + ".");
    }
    return static_cast<std::size_t>(found - analysis.curve.begin());
}

/// The paths as they were typed: their bytes need not be text that Qt can hold.
struct Paths
{
    std::filesystem::path study;
    std::filesystem::path out;

    Paths(int argc, char** argv)
    {
        for (int i = 1; i + 1 < argc; ++i) {
            const std::string_view option = argv[i];
            if (option == "--figure") {
                study = argv[i + 1];
            } else if (option == "--out") {
                out = argv[i + 1];
            }
        }
    }
};

void drawFigure(const QCommandLineParser& options, const Paths& paths)
{
    const FigureKind& kind = figureKind(options.value("kind").toStdString());
    requireFigureFile(paths.out); // not only when all is computed
    const std::string width = options.value("width").toStdString();
    StudyInputs inputs(paths.study, readStudy(paths.study));
    AnalysisOptions settings;
    if (options.isSet("tau")) {
        settings.tau = options.value("tau").toDouble();
    }
    const auto named = [&](const char* option) {
        return options.isSet(option) ? std::optional(options.value(option).toStdString())
                                     : std::nullopt;
    };
    settings.reference = named("reference");
    settings.target = named("target");
    settings.scratch = named("scratch");
    const Analysis analysis = analyse(inputs, settings);
    if (!options.isSet("quiet")) {
        for (const std::string& warning : analysis.warnings) {
            std::cerr << "Warning: " << warning << "\n";
        }
    }
    const FigureContent content =
        figureContent(inputs, kind, analysis, epochIndex(analysis, options.value("epoch")));
    const FigureRequest request{.kind = kind,
                                .out = paths.out,
                                .widthMm = width.empty() ? kind.widthMm : parseWidth(width)};
    exportFigure(inputs, content, request);
    std::cout << request.out.string() << "\n";
}

/// Qt's remarks about the desktop do not concern a program without one.
void dropRemarks(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        std::cerr << message.toStdString() << "\n";
    }
}

/// Who speaks: the command line, which becomes this program to draw.
constexpr const char* kSpeaker = "palimpsest-cli: ";

int complain(const std::exception& error, int code)
{
    std::cerr << kSpeaker << withCommand(error) << "\n";
    return code;
}

} // namespace

int runFigureMode(int argc, char** argv)
{
    const Paths paths(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen"); // needs no display
    qInstallMessageHandler(&dropRemarks);
    const QApplication application(argc, argv);
    QCommandLineParser options;
    for (const char* name :
         {"figure", "kind", "out", "width", "epoch", "tau", "reference", "target", "scratch"}) {
        options.addOption({QString::fromLatin1(name), QString(), QString::fromLatin1(name)});
    }
    options.addOption({QStringLiteral("quiet"), QString()});
    if (!options.parse(QCoreApplication::arguments())) {
        std::cerr << kSpeaker << options.errorText().toStdString() << "\n";
        return kUsage;
    }
    try {
        drawFigure(options, paths);
        return kOk;
    } catch (const NotWritable& error) {
        return complain(error, kNotWritable);
    } catch (const std::bad_alloc&) {
        return complain(OutOfMemory("Memory ran out while drawing."), kOutOfMemory);
    } catch (const std::exception& error) {
        return complain(error, kBadInput);
    }
}

} // namespace palimpsest

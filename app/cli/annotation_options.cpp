// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/annotation_options.h"

#include "app/cli/setup_options.h"
#include "core/annotations/format_catalogue.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace palimpsest {

namespace {

/// "labelme (LabelMe, a JSON file a picture); coco (…); …"
std::string formatsText()
{
    std::string text;
    for (const AnnotationFormat& format : annotationFormats()) {
        text += (text.empty() ? "" : "; ") + std::string(format.name) + " (" + format.text + ")";
    }
    return text;
}

std::vector<std::string> formatNames()
{
    std::vector<std::string> names;
    for (const AnnotationFormat& format : annotationFormats()) {
        names.emplace_back(format.name);
    }
    return names;
}

} // namespace

void addOptions(CLI::App& app, ImportPartsCommand& command)
{
    addStudy(app, command.study);
    app.add_option("--from", command.from, "File or folder of annotations")->required();
    app.add_option("--format", command.format,
                   "Format of the annotations [found]: " + formatsText())
        ->check(CLI::IsMember(formatNames()));
    app.add_flag("--replace", command.replace,
                 "Take parts away that were drawn before; they are kept below set_aside/");
    app.add_flag("--dry-run", command.dryRun, "Say what would be changed, and stop");
}

void addOptions(CLI::App& app, ExportPartsCommand& command)
{
    addStudy(app, command.study);
    app.add_option("--to", command.to, "Folder for the annotations")->required();
    app.add_option("--format", command.format, "Format of the annotations: " + formatsText())
        ->required()
        ->check(CLI::IsMember(formatNames()));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/annotation_options.h"

#include "app/cli/setup_options.h"
#include "core/annotations/format_catalogue.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace palimpsest {

namespace {

std::vector<AnnotationFormat> formats(bool areWritten)
{
    std::vector<AnnotationFormat> result;
    std::ranges::copy_if(
        annotationFormats(), std::back_inserter(result),
        [&](const AnnotationFormat& format) { return !areWritten || format.write != nullptr; });
    return result;
}

/// "labelme (LabelMe, a JSON file a picture); coco (…); …"
std::string formatsText(bool areWritten)
{
    std::string text;
    for (const AnnotationFormat& format : formats(areWritten)) {
        text += (text.empty() ? "" : "; ") + std::string(format.name) + " (" + format.text + ")";
    }
    return text;
}

std::vector<std::string> formatNames(bool areWritten)
{
    std::vector<std::string> names;
    for (const AnnotationFormat& format : formats(areWritten)) {
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
                   "Format of the annotations [found]: " + formatsText(false))
        ->check(CLI::IsMember(formatNames(false)));
    app.add_flag("--replace", command.replace,
                 "Take parts away that were drawn before; they are kept below set_aside/");
    app.add_flag("--other-pictures", command.otherPictures,
                 "Take parts, too, whose files name or hold other pictures than those of the "
                 "samples they are called like");
    app.add_flag("--dry-run", command.dryRun, "Say what would be changed, and stop");
}

void addOptions(CLI::App& app, ExportPartsCommand& command)
{
    addStudy(app, command.study);
    app.add_option("--to", command.to, "Folder for the annotations")->required();
    app.add_option("--format", command.format, "Format of the annotations: " + formatsText(true))
        ->required()
        ->check(CLI::IsMember(formatNames(true)));
}

void addOptions(CLI::App& app, PartSetsCommand& command)
{
    addStudy(app, command.study);
    auto* set = app.add_option("SET", command.set, "Name of a part set [all are told]");
    CLI::Option_group* what = app.add_option_group("what");
    auto* from = what->add_option("--from", command.from,
                                  "Make it of a file: one that --to has written, LabelMe's "
                                  "labels.txt, or parts.txt of CUB-200-2011")
                     ->needs(set);
    auto* fromSample = what->add_option("--from-sample", command.fromSample,
                                        "Make it of the parts of a sample, in their order, with "
                                        "their colours")
                           ->needs(set);
    auto* to = what->add_option("--to", command.to, "Keep it in a file (JSON)")->needs(set);
    auto* remove = what->add_flag("--remove", command.remove,
                                  "Remove the set; parts of samples keep their names")
                       ->needs(set);
    what->require_option(0, 1);
    app.add_flag("--replace", command.replace, "Put the new one in the place of one of that name")
        ->needs(set);
    auto* classes = app.add_option("--classes", command.classes,
                                   "Classes whose samples it is for, as cat,dog [all]")
                        ->delimiter(',')
                        ->allow_extra_args(false)
                        ->needs(set)
                        ->excludes(to)
                        ->excludes(remove);
    auto* all = app.add_flag("--all-classes", command.allClasses, "It is for all classes")
                    ->needs(set)
                    ->excludes(classes)
                    ->excludes(to)
                    ->excludes(remove);
    auto* json = app.add_flag("--json", command.json, "Print what is told as JSON");
    for (CLI::Option* edit : {from, fromSample, to, remove, classes, all}) {
        json->excludes(edit);
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/annotation_commands.h"

#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/annotations/format_catalogue.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/setup/import_summary.h"
#include "core/setup/part_export.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <iostream>

namespace palimpsest {

namespace {

void print(const PartImport& import, const Study& study)
{
    for (const ImportedParts& parts : import.samples) {
        std::cout << study.samples[parts.sample].id << "  from " << shown(parts.picture.name)
                  << "  " << partsText(parts) << "\n";
    }
    for (const std::string& sentence : leftOutText(import)) {
        std::cout << sentence << "\n";
    }
}

/// Reads, says what comes of it, and refuses what would take drawn parts away unasked.
PartImport planned(const ImportPartsCommand& command, const Study& study)
{
    Annotations annotations = readAnnotations(
        command.from, command.format, {.sizes = storedSizes(command.study, study), .progress = {}});
    std::cout << "Read " << countText(annotations.pictures) << ".\n";
    PartImport import = matchAnnotations(command.study, study, std::move(annotations));
    print(import, study);
    std::cout << std::flush; // before anything is written
    const std::vector<std::string> doubts = doubtText(import, study);
    if (!doubts.empty() && !command.otherPictures) {
        throw BadInput(joined(doubts, " ") +
                       " So nothing was changed. Leave out what does not belong together, or take "
                       "all of it with --other-pictures.");
    }
    std::vector<std::string> drawn;
    for (const ImportedParts& parts : import.samples) {
        if (parts.replaces()) {
            drawn.push_back(study.samples[parts.sample].id);
        }
    }
    if (!drawn.empty() && !command.replace) {
        throw BadInput("Parts were drawn before on " + listedNames(drawn) +
                       ", so nothing was changed. Put these in their place with --replace, which "
                       "keeps the old ones below set_aside/.");
    }
    if (import.samples.empty()) {
        throw BadInput("No sample gets parts from " + quoted(command.from) + ". " + matchingRule());
    }
    return import;
}

std::string changedText(const PartImport& import)
{
    const auto count = std::ranges::count(import.samples, false, &ImportedParts::isSame);
    return numberOf(static_cast<std::size_t>(count), "sample", "samples");
}

} // namespace

int run(const ImportPartsCommand& command)
{
    if (command.dryRun) {
        const PartImport import = planned(command, readStudy(command.study));
        std::cout << "Would change " << changedText(import) << ".\n";
        return kOk;
    }
    const EditedStudy edited = openForEditing(command.study);
    const PartImport import = planned(command, edited.study());
    const StopSignals untilAllIsWritten(StopSignals::End::InOrder);
    const std::filesystem::path aside = writeImport(command.study, edited.study(), import);
    std::cout << "Changed " << changedText(import) << ".\n";
    if (!aside.empty()) {
        std::cout << "What was replaced is kept in " << aside.string() << ".\n";
    }
    return kOk;
}

int run(const ExportPartsCommand& command)
{
    const PartExport parts =
        exportedParts(command.study, readStudy(command.study), formatCalled(command.format));
    std::cout << "Parts of " << parts.summary << ".\n";
    for (const std::string& remark : parts.remarks) {
        std::cout << remark << "\n";
    }
    std::cout << std::flush; // before anything is written
    const StopSignals untilAllIsWritten(StopSignals::End::InOrder);
    writeExport(parts, command.to);
    std::cout << "Wrote " << numberOf(parts.files.size(), "file", "files") << " into "
              << quoted(command.to) << ".\n";
    return kOk;
}

} // namespace palimpsest

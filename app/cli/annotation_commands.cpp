// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/annotation_commands.h"

#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/annotations/format_catalogue.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/setup/study_annotations.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <iostream>

namespace palimpsest {

namespace {

std::size_t partCount(const std::vector<AnnotatedPicture>& pictures)
{
    std::size_t count = 0;
    for (const AnnotatedPicture& picture : pictures) {
        count += picture.drawing.parts.size();
    }
    return count;
}

std::string read(const std::vector<AnnotatedPicture>& pictures)
{
    return numberOf(pictures.size(), "picture", "pictures") + " with " +
           numberOf(partCount(pictures), "part", "parts");
}

std::string partsText(const ImportedParts& parts)
{
    std::vector<std::string> names;
    for (const PartStyle& part : parts.picture.drawing.parts) {
        names.push_back(shown(part.name));
    }
    const std::string instead = parts.isSame ? ", which it has already"
                                : parts.replaced > 0
                                    ? " instead of " + std::to_string(parts.replaced)
                                    : std::string();
    return numberOf(names.size(), "part", "parts") + instead + ": " + joined(names);
}

void print(const PartImport& import, const Study& study)
{
    for (const ImportedParts& parts : import.samples) {
        std::cout << study.samples[parts.sample].id << "  from " << shown(parts.picture.name)
                  << "  " << partsText(parts) << "\n";
    }
    if (!import.unmatched.empty()) {
        std::cout << "No sample is called like " << listedNames(import.unmatched) << ".\n";
    }
    if (!import.withoutParts.empty()) {
        std::cout << "Nothing comes to the samples " << listedNames(import.withoutParts) << ".\n";
    }
    for (const std::string& remark : import.remarks) {
        std::cout << remark << "\n";
    }
}

/// Reads, says what comes of it, and refuses what would take drawn parts away unasked.
PartImport planned(const ImportPartsCommand& command, const Study& study)
{
    Annotations annotations =
        readAnnotations(command.from, command.format, storedSizes(command.study, study));
    std::cout << "Read " << read(annotations.pictures) << ".\n";
    PartImport import = matchAnnotations(command.study, study, std::move(annotations));
    print(import, study);
    std::cout << std::flush; // before anything is written
    std::vector<std::string> drawn;
    for (const ImportedParts& parts : import.samples) {
        if (parts.replaced > 0 && !parts.isSame) {
            drawn.push_back(study.samples[parts.sample].id);
        }
    }
    if (!drawn.empty() && !command.replace) {
        throw BadInput("Parts were drawn before on " + listedNames(drawn) +
                       ", so nothing was changed. Put these in their place with --replace, which "
                       "keeps the old ones below set_aside/.");
    }
    if (import.samples.empty()) {
        throw BadInput("No sample gets parts from " + quoted(command.from) +
                       ". Pictures are found by the names of samples and of their files.");
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
    const AnnotationFormat& format = formatCalled(command.format);
    requireOutputFolder(command.to);
    const Annotations annotations = studyAnnotations(command.study, readStudy(command.study));
    const AnnotationFiles written = format.write(annotations.pictures);
    std::cout << "Parts of " << read(annotations.pictures) << ", as " << format.text << ".\n";
    for (const std::vector<std::string>& remarks : {annotations.remarks, written.remarks}) {
        for (const std::string& remark : remarks) {
            std::cout << remark << "\n";
        }
    }
    std::cout << std::flush; // before anything is written
    if (annotations.pictures.empty()) {
        throw BadInput("No sample of the study has parts. Draw some first.");
    }
    for (const AnnotationFile& file : written.files) {
        requireNoOwnFile(command.to / file.path);
    }
    const StopSignals untilAllIsWritten(StopSignals::End::InOrder);
    for (const AnnotationFile& file : written.files) {
        writeFileAtomically(command.to / file.path, file.bytes);
    }
    std::cout << "Wrote " << numberOf(written.files.size(), "file", "files") << " into "
              << quoted(command.to) << ".\n";
    return kOk;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/part_export.h"

#include "core/annotations/format_catalogue.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/setup/import_summary.h"
#include "core/study/own_files.h"

#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

PartExport exportedParts(const fs::path& folder, const Study& study, const AnnotationFormat& format,
                         const std::optional<std::vector<std::size_t>>& samples,
                         const Progress& progress)
{
    if (format.write == nullptr) {
        throw BadInput(std::string("\"") + format.name +
                       "\" is only read. Choose another format to export parts in.");
    }
    Annotations annotations = studyAnnotations(folder, study, samples, progress);
    if (annotations.pictures.empty()) {
        throw BadInput("No sample that was to be exported has parts. Draw some first.");
    }
    AnnotationFiles written = format.write(annotations.pictures);
    PartExport result{.summary = countText(annotations.pictures) + ", as " + format.text,
                      .remarks = std::move(annotations.remarks),
                      .files = std::move(written.files)};
    result.remarks.insert(result.remarks.end(), written.remarks.begin(), written.remarks.end());
    if (*format.loses != '\0') {
        result.remarks.push_back(std::string("The format does not hold: ") + format.loses + ".");
    }
    return result;
}

std::vector<fs::path> replacedBy(const PartExport& parts, const fs::path& to)
{
    requireOutputFolder(to);
    std::vector<fs::path> standing;
    for (const AnnotationFile& file : parts.files) {
        requireNoOwnFile(to / file.path);
        if (stands(to / file.path)) {
            standing.push_back(file.path);
        }
    }
    return standing;
}

void writeExport(const PartExport& parts, const fs::path& to, const Progress& progress)
{
    replacedBy(parts, to); // refuses before anything is written
    for (std::size_t i = 0; i < parts.files.size(); ++i) {
        if (progress && !progress(i, parts.files.size())) {
            throw Cancelled();
        }
        writeFileAtomically(to / parts.files[i].path, parts.files[i].bytes);
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/annotations.h"
#include "core/base/progress.h"
#include "core/study/study.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

struct AnnotationFormat;

/// What parts of a study become in a format, before anything is written.
struct PartExport
{
    std::string summary;              ///< "2 pictures with 6 parts, as COCO instances, one …"
    std::vector<std::string> remarks; ///< sentences: what is left out and what the format loses
    std::vector<AnnotationFile> files;

    bool operator==(const PartExport&) const = default;
};

/// The parts of `samples`, by their places, or of all. Throws as studyAnnotations() and writers of
/// formats do, and BadInput where none of them has parts.
PartExport exportedParts(const std::filesystem::path& folder, const Study& study,
                         const AnnotationFormat& format,
                         const std::optional<std::vector<std::size_t>>& samples = {},
                         const Progress& progress = {});

/// Those of its files that stand in `to` already and would be replaced. Throws NotWritable where
/// `to` cannot become a folder of outputs, or a file would be one that a study consists of.
std::vector<std::filesystem::path> replacedBy(const PartExport& parts,
                                              const std::filesystem::path& to);

/// Writes the files into `to`, each of them whole at any moment. Throws NotWritable, also as
/// replacedBy() does, and Cancelled, upon which those that are written stay.
void writeExport(const PartExport& parts, const std::filesystem::path& to,
                 const Progress& progress = {});

} // namespace palimpsest

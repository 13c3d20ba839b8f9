// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/annotations.h"
#include "core/annotations/source_files.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace palimpsest {

/// A format of annotations: all that readers, writers and lists of formats know of it.
struct AnnotationFormat
{
    const char* name; ///< by which it is chosen
    const char* text; ///< what it is, for lists
    bool (*isIn)(const SourceFiles& source);
    Annotations (*read)(const SourceFiles& source, const Reading& reading);
    AnnotationFiles (*write)(
        const std::vector<AnnotatedPicture>& pictures); ///< null: it is only read
    const char* loses; ///< what it cannot hold of any drawing, for sentences; or empty
};

/// All formats, those first that are told most surely.
std::span<const AnnotationFormat> annotationFormats();

/// "labelme, coco, …": those that are read.
std::string listedFormats();

/// The one of that name. Throws BadInput, listing those there are.
const AnnotationFormat& formatCalled(const std::string& name);

/// The first that a source looks like. Throws BadInput, listing them, where it looks like none.
const AnnotationFormat& formatOf(const SourceFiles& source);

/// What a file or folder says, in the format of that name or, where it is empty, in the one that it
/// looks like. Links in a folder are not followed, which a remark says. Throws BadFile, BadInput,
/// Cancelled.
Annotations readAnnotations(const std::filesystem::path& source, const std::string& format,
                            const Reading& reading);

} // namespace palimpsest

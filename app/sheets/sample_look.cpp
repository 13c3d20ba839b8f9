// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sample_look.h"

#include "core/base/sha256.h"
#include "core/parts/label_map.h"
#include "core/parts/part_names.h"
#include "widgets/tables/sample_list_model.h"

#include <algorithm>
#include <iterator>

namespace palimpsest {

namespace {

std::vector<std::string> drawnNames(const SampleSheet& sheet, const Study& study)
{
    if (kindOf(study) == SampleKind::Picture) {
        return drawnParts(sheet.drawing);
    }
    std::vector<std::string> names;
    std::ranges::transform(sheet.words.parts, std::back_inserter(names), &WordPart::label);
    return names;
}

} // namespace

std::string partsHash(const SampleSheet& sheet, const Study& study)
{
    if (kindOf(study) == SampleKind::Picture) {
        return sha256(sheet.parts);
    }
    std::string groups;
    for (const WordPart& part : sheet.words.parts) {
        for (const std::size_t word : part.words) {
            groups += std::to_string(word) + ',';
        }
        groups += ';';
    }
    return sha256(groups);
}

SampleLook lookOf(const SampleSheet& sheet, const Study& study)
{
    constexpr int kThumbnailSide = 96; // device pixels: sharp at 2× in every list
    return {.thumbnail = kindOf(study) == SampleKind::Sentence
                             ? QImage() // words are read
                             : thumbnailOf(sheet.picture, sheet.parts, kThumbnailSide),
            .parts = sheet.parts.partCount(),
            .problem = sheet.pictureProblem.isEmpty() ? sheet.partsProblem : sheet.pictureProblem,
            .drawn = drawnNames(sheet, study),
            .partsHash = partsHash(sheet, study)};
}

} // namespace palimpsest

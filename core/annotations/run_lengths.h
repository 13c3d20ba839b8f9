// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/labelme_picture.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

// Masks as lengths of runs, by turns of unset and set pixels, the first of which may be 0.

/// Which pixels follow one another.
enum class RunOrder {
    Rows,    ///< as CVAT counts
    Columns, ///< as COCO does
};

/// The mask, height × width. Throws BadInput, with half a sentence, when the runs do not cover just
/// its pixels; the size must have been checked before.
std::vector<bool> maskOfRuns(const std::vector<std::int64_t>& runs, PixelSize size, RunOrder order);

std::vector<std::int64_t> runsOf(const std::vector<bool>& mask, PixelSize size, RunOrder order);

/// Runs of COCO's compressed text: numbers of five bits a character, lowest first, from the third
/// run on as the difference from the one before the last. Throws BadInput, with half a sentence.
/// Source: rleFrString and rleToString of cocoapi/common/maskApi.c.
std::vector<std::int64_t> runsFromText(std::string_view text);
std::string textOfRuns(const std::vector<std::int64_t>& runs);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/study/study_file.h"
#include "support/drawings.h"
#include "support/small_study.h"

#include <filesystem>

namespace palimpsest {

/// The small study, its first picture one of 56 × 42 pixels: the models see 28 × 28, which are its
/// columns 6.05 to 48.43, of it as it is resized to 37 × 28. Its parts are drawn on the original: a
/// box at the left, of which models see nothing, and one in the middle.
inline Study makeOriginalStudy(const std::filesystem::path& folder)
{
    Study study = makeSmallStudy(folder);
    study.preprocessing.resizing = {.mode = ResizeMode::ShorterSide, .side = 28};
    writeStudy(folder, study);
    Image picture{.width = 56, .height = 42, .channels = 1};
    for (int i = 0; i < 56 * 42; ++i) {
        picture.pixels.push_back(static_cast<std::uint8_t>(i % 200));
    }
    const Sample& sample = study.samples[0];
    writePng(folder / sample.image, picture);
    writeLabelMe(partsPath(folder, sample),
                 drawingOf({box("left", 0, 0, 4, 42), box("middle", 20, 10, 36, 30)}, 56, 42),
                 std::filesystem::path("..") / sample.image);
    return study;
}

} // namespace palimpsest

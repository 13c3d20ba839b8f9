// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/image.h"
#include "core/samples/baseline.h"
#include "core/study/study.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// The colour, a level per channel, that the border of a picture has along most of it; none where
/// it has several, or where the whole picture is of that colour. Own definition: seven tenths of
/// the pixels at the edge lie within 8 levels of their median, and a twentieth of all does not; a
/// garment that fills its picture reaches a quarter of the edge.
std::optional<std::vector<double>> flatBackground(const Image& picture);

/// A sample whose own background is flat and of another colour than what would hide its parts.
struct BaselineQuestion
{
    std::size_t sample = 0;
    Image picture;          ///< as the models see it
    Baseline ofBackground;  ///< the colour of its background
    Baseline standing;      ///< that of the study, which nobody has chosen
    std::size_t looked = 1; ///< samples that were looked at, this one the first
    std::size_t others = 0; ///< of these, those whose flat background has another colour than its
};

/// The first sample that makes the choice of a baseline matter, while nobody has chosen one: hidden
/// parts of another colour than the background leave their outlines. None when there is nothing to
/// ask. Pictures that cannot be read are passed over.
std::optional<BaselineQuestion> baselineQuestion(const std::filesystem::path& folder,
                                                 const Study& study);

/// Why it is asked, in sentences: what stands, and what speaks against it.
std::string describe(const BaselineQuestion& question, const Study& study);

} // namespace palimpsest

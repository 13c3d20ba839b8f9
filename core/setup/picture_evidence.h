// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/datasets/picture_list.h"
#include "core/samples/preprocessing.h"
#include "core/study/study.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// What pictures of a set are like, by which their preprocessing is chosen.
struct PictureEvidence
{
    std::size_t pictures = 0; ///< that were looked at
    int leastWidth = 0;       ///< in pixels
    int mostWidth = 0;
    int leastHeight = 0;
    int mostHeight = 0;
    bool isGrey = false; ///< red, green and blue are the same everywhere
    int least = 0;       ///< level
    int most = 0;
    std::vector<double>
        mean; ///< over all pixels, of levels in [0, 1]; one channel where all is grey
    std::vector<double> std;

    bool isOneSize() const { return leastWidth == mostWidth && leastHeight == mostHeight; }
    bool operator==(const PictureEvidence&) const = default;
};

/// Most pictures that are looked at, evenly over the set.
inline constexpr std::size_t kMostLookedAt = 500;

/// Looks at pictures of a set: those for training where it is split. Those that cannot be read are
/// passed over. Throws BadFile when none can.
PictureEvidence evidenceOf(const PictureList& list);

/// The same of the stored pictures of a study in `folder`.
PictureEvidence evidenceOf(const std::filesystem::path& folder, const Study& study);

/// That pictures in colour lose it, a sentence; empty where they are grey anyway, or keep it.
std::string madeGrey(const PictureEvidence& evidence, const Preprocessing& preprocessing);

/// Whether pictures are as small networks take them: all of one size, of up to 96 pixels a side.
bool areSmall(const PictureEvidence& evidence);

/// What fits: small pictures are taken as they are, grey ones in one channel, with the mean and
/// standard deviation of the set, as is usual for them; others torchvision's way. A proposal, which
/// the user has to compare with the training.
Preprocessing fittingPreprocessing(const PictureEvidence& evidence);

/// "500 pictures of 28 × 28, grey, levels 0 to 255, mean 0.286, std 0.353"
std::string describe(const PictureEvidence& evidence);

} // namespace palimpsest

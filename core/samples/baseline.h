// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/preprocessing.h"

#include <string>
#include <vector>

namespace palimpsest {

enum class BaselineKind {
    DatasetMean, ///< the mean colour of the data set: zero after normalisation
    Colour,      ///< one colour given by the user, black among them
};

/// What stands in the place of a masked part.
struct Baseline
{
    BaselineKind kind = BaselineKind::DatasetMean;
    std::vector<double> colour; ///< for Colour: one level in [0, 255] per channel

    bool operator==(const Baseline&) const = default;
};

/// Its level in [0, 255] per channel.
/// Throws BadInput when the colour does not have the channels of `preprocessing`.
std::vector<double> baselineLevels(const Baseline& baseline, const Preprocessing& preprocessing);

/// The picture in which everything is baseline, preprocessed: masking copies from it.
/// Throws as baselineLevels does.
ImageTensor baselineTensor(const Baseline& baseline, const Preprocessing& preprocessing);

/// Short text for captions and messages: "data-set mean", "black", "colour 10, 20, 30".
std::string describe(const Baseline& baseline);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/tensor_map.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/preprocessing.h"
#include "training.h"

#include <cstdint>
#include <vector>

namespace palimpsest {

/// Photographs as a network sees them.
LabelledImages readPhotos(const std::vector<ListedPicture>& photos,
                          const Preprocessing& preprocessing);

/// What one epoch trains on: as many photographs of each class as the largest has, the others'
/// repeated in random order; of each a random square, of half its side at least, made `side` pixels
/// wide and mirrored every other time. Draws from Torch's global generator.
LabelledImages drawnEpoch(const LabelledImages& photos, std::int64_t side);

/// Random weights in the place of those of a SqueezeNet with a linear head: of convolutions uniform
/// with variance 2 / inputs (K. He et al., arXiv 1502.01852), of the head normal with a standard
/// deviation of 0.01, as features are large; biases 0. Draws from Torch's global generator.
void drawWeights(TensorMap& net);

} // namespace palimpsest

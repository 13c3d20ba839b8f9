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
/// repeated in random order; of each a random square of `side` pixels, mirrored every other time.
/// Draws from Torch's global generator.
LabelledImages drawnEpoch(const LabelledImages& photos, std::int64_t side);

/// Gives `net` a random linear head of its own names and shapes: uniform, ±1/√inputs.
void redrawHead(TensorMap& net);

/// Random weights in the place of those of a SqueezeNet: of convolutions uniform with variance
/// 2 / inputs (K. He et al., arXiv 1502.01852), biases 0; a head as redrawHead() draws it.
void redrawAll(TensorMap& net);

} // namespace palimpsest

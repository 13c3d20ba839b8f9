// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/tensor_map.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// Tensors of a SqueezeNet 1.0 with a few channels and random weights, without its head; for
/// pictures of 32 pixels and more.
TensorMap smallBackbone();

/// Tensors of a vision transformer of one layer, with a head for three classes, for pictures of 32
/// pixels. How many heads its attention has, nobody tells.
TensorMap smallTransformer();

/// Writes CLASS/0.png … for classes of different colours, 40 × 36 pixels with some noise.
void writePictures(const std::filesystem::path& folder, const std::vector<std::string>& classes,
                   int count, unsigned seed);

} // namespace palimpsest

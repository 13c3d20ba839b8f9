// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/tensor_map.h"

#include <cstdint>
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

/// Adds a tensor of arbitrary numbers, the same for the same shape.
void addTensor(TensorMap& tensors, const std::string& name, const std::vector<std::int64_t>& shape);

/// Tensors of a BERT of one layer that knows 40 tokens of two segments, takes up to 32 of them, and
/// has a head for three classes. How many heads its attention has, nobody tells.
TensorMap smallBert();

/// Writes CLASS/0.png … for classes of different colours, 40 × 36 pixels with some noise.
void writePictures(const std::filesystem::path& folder, const std::vector<std::string>& classes,
                   int count, unsigned seed);

} // namespace palimpsest

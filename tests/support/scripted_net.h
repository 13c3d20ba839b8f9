// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/tensor_map.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace palimpsest {

/// Writes a TorchScript module whose forward is `body`, lines of Python that return the logits of
/// the pictures `x`, [batch, channels, height, width], or of what else `arguments` says.
void writeScriptedNet(const std::filesystem::path& path, const std::string& body,
                      const std::string& arguments = "x");

/// Writes a TorchScript module of pictures of three channels that ends in a linear layer with bias,
/// of their means, and then in `ending`: Python that makes its answer of `y`.
void writeNetWithHead(const std::filesystem::path& path, std::int64_t classes,
                      const std::string& ending);

/// Writes a TorchScript module of pictures of three channels that returns `answer`: Python that
/// makes it of their means `h`, [batch, 3], and of the parameters w [3, 3], b [3], wide [3, 5],
/// wide_b [1, 5], v [3, 3], which is 1 on the diagonal, and g [3, 1], which is 1.
void writeColourNet(const std::filesystem::path& path, const std::string& answer);

/// Writes the network that `tensors` are recognised as as a TorchScript module.
void writeAsProgram(const std::filesystem::path& path, const TensorMap& tensors);

/// Logits of four classes, once the pictures have become zero: never.
inline constexpr const char* kEndlessNet = "while bool(x.abs().sum() >= 0.0):\n"
                                           "    x = x.clone()\n"
                                           "m = x.mean([1, 2, 3])\n"
                                           "return torch.stack([m, -m, m, m], 1)";

} // namespace palimpsest

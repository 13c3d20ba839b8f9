// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/tensor_map.h"

#include <filesystem>
#include <string>

namespace palimpsest {

/// Writes a TorchScript module whose forward is `body`, lines of Python that return the logits of
/// the pictures `x`, [batch, channels, height, width], or of what else `arguments` says.
void writeScriptedNet(const std::filesystem::path& path, const std::string& body,
                      const std::string& arguments = "x");

/// Writes the network that `tensors` are recognised as as a TorchScript module.
void writeAsProgram(const std::filesystem::path& path, const TensorMap& tensors);

/// Logits of four classes, once the pictures have become zero: never.
inline constexpr const char* kEndlessNet = "while bool(x.abs().sum() >= 0.0):\n"
                                           "    x = x.clone()\n"
                                           "m = x.mean([1, 2, 3])\n"
                                           "return torch.stack([m, -m, m, m], 1)";

} // namespace palimpsest

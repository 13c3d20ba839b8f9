// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <torch/script.h>

namespace palimpsest {

/// The demo's network: a residual CNN on 28×28 grey pictures, a 3×3 stem and three residual stages
/// of 16, 32 and 64 channels with batch norm, global average pooling and a linear head; 77,000
/// parameters. Built as TorchScript source on registered tensors, so that training, saving and
/// reading it again are one module. Methods: forward (logits) and features ([B, 64]).
/// Weights are drawn from Torch's global generator (He et al. 2015, fan-out; head: ±1/8 uniform).
torch::jit::Module makeGarmentNet(int classes);

/// Gives `net` a new random head for `classes` classes.
void resetHead(torch::jit::Module& net, int classes);

/// Number of channels of features().
inline constexpr int kGarmentFeatures = 64;

} // namespace palimpsest

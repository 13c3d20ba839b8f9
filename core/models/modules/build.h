// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_files.h"
#include "core/models/networks/tensor_map.h"

#include <string>

namespace torch::jit {
struct Module;
}

namespace palimpsest {

// For the files of core/models alone: others see classifiers.

/// The network that `tensors` are recognised as, on the CPU, with parameters of the published
/// names. It takes over the memory of `tensors`. Its `forward` takes float32 pictures [batch,
/// channels, height, width], or `input_ids`, `attention_mask` and, where they are not all 0,
/// `token_type_ids`, all int64 [batch, length]. `config` is the text of the config.json beside the
/// file, or empty; `fileName` is for messages; `told` is what a person has said of the network.
/// Throws BadFile when the architecture is unknown, the head is missing, or names and shapes do not
/// fit (all are listed).
torch::jit::Module buildModule(TensorMap tensors, const std::string& config,
                               const std::string& fileName, Output output = Output::Logits,
                               const NetworkFacts& told = {});

} // namespace palimpsest

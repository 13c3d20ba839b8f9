// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/classifier_head.h"

namespace torch::jit {
struct Module;
}

namespace palimpsest {

// For the files of core/models alone: others see classifiers.

/// Makes `frozen`, which is `module` with its weights as constants and was never run, give what
/// enters its last linear layer, [batch, features], instead of what it gave, and returns this layer
/// by the names of its tensors in `module`. Throws BadInput when the last layer with weights is no
/// linear one, when anything goes past it to the output, when more follows it than changes of shape
/// and precision and one softmax or log-softmax over classes or sigmoid, or when the module does
/// not own its tensors.
ClassifierHead cutToFeatures(const torch::jit::Module& frozen, const torch::jit::Module& module);

/// The last linear layer of a module in evaluation mode, which stays as it is; any numbers may be
/// made of its logits. Throws as cutToFeatures does otherwise.
ClassifierHead lastLinearLayer(const torch::jit::Module& module);

} // namespace palimpsest

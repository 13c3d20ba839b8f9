// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <torch/types.h>

#include <map>
#include <string>
#include <vector>

namespace palimpsest {

/// Tensors by the names that Hugging Face gives them.
using NamedTensors = std::map<std::string, torch::Tensor>;

/// Sentences of a batch, padded to equal length.
struct TokenBatch
{
    torch::Tensor tokens;  ///< int64 [batch, length]
    torch::Tensor present; ///< int64 [batch, length]: 0 where padded
};

inline constexpr std::int64_t kSentenceLength = 64; ///< in tokens

/// The text demo's network: a BERT (Devlin et al., arXiv 1810.04805) of two layers, 64 wide, with
/// one attention head of 64 and 256 hidden units in each; a vocabulary of 3,000 makes 0.3 million
/// parameters. Weights are drawn from Torch's global generator, normal with variance 1 / inputs, as
/// BERT's 0.02 is too small for so narrow a network; biases are 0 and scales 1.
NamedTensors makeSmallBert(std::int64_t pieces, std::int64_t classes);

/// Gives `net` a new random head.
void resetHead(NamedTensors& net, std::int64_t classes);

/// A copy that shares no memory, rounded to float16, which is how checkpoints are stored.
NamedTensors roundedCopy(const NamedTensors& net);

/// What the last layer makes of every token: [batch, length, width]. `dropout` is the share of
/// activations set to 0 in training.
torch::Tensor encodeTokens(const NamedTensors& net, const TokenBatch& batch, double dropout);

/// The pooled output: tanh of a linear layer on the first token, [batch, width].
torch::Tensor pooled(const NamedTensors& net, const torch::Tensor& encoded);

torch::Tensor classLogits(const NamedTensors& net, const torch::Tensor& features);

} // namespace palimpsest

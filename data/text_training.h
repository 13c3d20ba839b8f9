// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence.h"
#include "small_bert.h"

#include <functional>
#include <span>
#include <vector>

namespace palimpsest {

/// Tokens of sentences and, where they have them, classes.
struct TokenisedTexts
{
    std::vector<std::vector<int>> tokens;
    std::vector<int> labels;
};

struct TextTraining
{
    double learningRate = 1e-3; ///< of AdamW; rises over the first tenth, then falls to 0 evenly
    double weightDecay = 0.01;
    double dropout = 0.1;
    std::size_t batchSize = 32;
    int epochs = 1;
};

/// Called after each epoch with its number, from 1, and its mean loss.
using EpochDone = std::function<void(int, double)>;

/// The sentences at `positions`, padded to the longest of them.
TokenBatch batchOf(const TokenisedTexts& texts, std::span<const std::int64_t> positions,
                   const SpecialTokens& special);

/// All sentences in order, in batches for inference.
std::vector<TokenBatch> allBatches(const TokenisedTexts& texts, const SpecialTokens& special);

/// Trains all but the head of `net` as a masked language model (Devlin et al., arXiv 1810.04805):
/// 15 % of the tokens are to be guessed, of which 80 % are hidden by [MASK] and 10 % are another
/// token. The pooled output, which BERT trains by next sentences and there are none, has to tell
/// all words of its sentence. Draws from Torch's global generator.
void pretrain(NamedTensors& net, const TokenisedTexts& texts, const SpecialTokens& special,
              const TextTraining& settings, const EpochDone& done);

/// Trains all of `net` to classify. Draws from Torch's global generator.
void trainClassifier(NamedTensors& net, const TokenisedTexts& texts, const SpecialTokens& special,
                     const TextTraining& settings, const EpochDone& done);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/layers.h"

namespace palimpsest {

// What transformers for pictures and for text have in common.

struct Attention
{
    std::vector<std::string> projections; ///< layers of query, key and value; one layer for all
    std::string output;                   ///< the layer behind
    std::int64_t width = 0;
    std::int64_t heads = 1;
    bool hasBias = true; ///< of the projections
    std::string masked;  ///< expression: true at keys nobody may look at; may be empty
};

/// Multi-head attention (Vaswani et al., arXiv 1706.03762) of `input` [batch, length, width].
std::string attention(Blueprint& network, const std::string& input, const Attention& layer);

std::string layerNorm(Blueprint& network, const std::string& input, const std::string& weight,
                      const std::string& bias, std::int64_t width, double epsilon);

/// The number of attention heads that somebody has told. Else that of the published models of this
/// width and depth, which is noted, or a guess and a question. Throws BadFile when it does not
/// divide the width.
std::int64_t headsOf(Blueprint& network, const NetworkSource& source, std::int64_t width,
                     std::int64_t blocks);

} // namespace palimpsest

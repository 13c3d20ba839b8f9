// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/layers.h"

#include <nlohmann/json_fwd.hpp>

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

/// Expression of the activation that config.json asks for under `key`: GELU when it says nothing.
/// Throws BadFile for those unknown.
std::string activation(const nlohmann::json& config, const std::string& key,
                       const std::string& input);

/// The text under `key` of config.json. Throws BadFile when it is no text.
std::string textOr(const nlohmann::json& config, const std::string& key,
                   const std::string& otherwise);

/// The number under `key` of config.json. Throws BadFile when it is no number.
double numberOr(const nlohmann::json& config, const std::string& key, double otherwise);

/// The number of attention heads under `key` of config.json, else as in all usual models of this
/// width, which is noted. Throws BadFile when it is not told or does not divide the width.
std::int64_t headsOf(Blueprint& network, const nlohmann::json& config, const std::string& key,
                     std::int64_t width);

} // namespace palimpsest

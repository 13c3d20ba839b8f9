// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// A tensor that a network needs, under its published name.
struct TensorSpec
{
    std::string name;
    std::vector<std::int64_t> shape;
    bool isBuffer = false; ///< a statistic instead of a weight
};

/// All it takes to build a network: its tensors and the TorchScript that computes with them.
struct Blueprint
{
    Architecture architecture;
    std::vector<TensorSpec> tensors;     ///< all but those of the head
    std::vector<TensorSpec> head;        ///< weight and bias of the last layer
    std::string inputs;                  ///< parameters of `forward`
    std::string body;                    ///< its statements, on which two expressions build:
    std::string features;                ///< [batch, features]
    std::string logits;                  ///< [batch, classes]
    std::vector<std::string> otherHeads; ///< prefixes of heads for other tasks, left unused
};

/// Follows `recognise`; tensors need not be complete nor fit.
std::optional<Blueprint> blueprintOf(const TensorMap& tensors, const std::string& config);

// The families. Each gives nothing when the names are not its own.
std::optional<Blueprint> vgg(const TensorMap& tensors, const nlohmann::json& config);
std::optional<Blueprint> resNet(const TensorMap& tensors, const nlohmann::json& config);
std::optional<Blueprint> squeezeNet(const TensorMap& tensors, const nlohmann::json& config);
std::optional<Blueprint> visionTransformer(const TensorMap& tensors, const nlohmann::json& config);
std::optional<Blueprint> bert(const TensorMap& tensors, const nlohmann::json& config);

} // namespace palimpsest

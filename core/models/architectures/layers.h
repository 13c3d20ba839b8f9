// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/blueprint.h"

#include <cstdint>
#include <string>

namespace palimpsest {

// Layers of a blueprint. Each puts its tensors on the list of those needed and returns the
// TorchScript expression of its output; an `input` is an expression as well.

struct Convolution
{
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    bool hasBias = false;
};

std::string convolution(Blueprint& network, const std::string& input, const std::string& name,
                        const Convolution& sizes);

/// Settles the epsilon of the batch norms, without which batchNorm() must not be called.
void settleBatchNorms(Blueprint& network, const NetworkSource& source);
std::string batchNorm(Blueprint& network, const std::string& input, const std::string& name,
                      std::int64_t channels);

/// A `name` that ends in "_" is itself the beginning of the tensors' names: "in_proj_weight".
std::string linear(Blueprint& network, const std::string& input, const std::string& name,
                   std::int64_t in, std::int64_t out, bool hasBias = true);

/// An expression for a tensor of the network.
std::string parameter(Blueprint& network, const std::string& name,
                      const std::vector<std::int64_t>& shape);

/// The same for a number: a TorchScript literal with all its digits.
std::string literal(double value);

/// In place: `input` must be the output of another layer.
std::string relu(const std::string& input);

/// Adds the statement `variable = expression`.
void let(Blueprint& network, const std::string& variable, const std::string& expression);

/// Ends the network: `features` [batch, `width`] are what the linear layer `name` makes logits of.
/// Where `name` is a sequence, as "name.1.weight" tells, its linear layers follow one another with
/// the activation between them that somebody has told; else it is asked for.
void putHead(Blueprint& network, const NetworkSource& source, const std::string& features,
             const std::string& name, std::int64_t width);

/// The linear layers called `name` or in the sequence of this name, in order.
std::vector<std::string> linearLayers(const TensorMap& tensors, const std::string& name);

/// Expression of an activation by its name in config.json. Throws BadFile for those unknown.
std::string activation(const std::string& name, const std::string& input);

bool has(const TensorMap& tensors, const std::string& name);

/// Size of a tensor along `dimension`, or `otherwise` when there is no such tensor or dimension.
std::int64_t sizeOr(const TensorMap& tensors, const std::string& name, std::size_t dimension,
                    std::int64_t otherwise);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

/// A tensor that a network needs, under its published name.
struct TensorSpec
{
    std::string name;
    std::vector<std::int64_t> shape;
    bool isBuffer = false; ///< a statistic instead of a weight
};

/// An entry that config.json may have with one of these values alone, as JSON has them.
struct ConfigLimit
{
    std::string key;
    std::vector<std::string> values;
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
    /// What tensors tell and config.json may tell again: a size, or one for each stage.
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> sizes;
    std::vector<ConfigLimit> shown;  ///< what else tensors show, as config.json may say it again
    std::vector<ConfigLimit> limits; ///< what else config.json may say and is built in one way
};

/// Follows `recognise`; tensors need not be complete nor fit.
std::optional<Blueprint> blueprintOf(const TensorMap& tensors, const std::string& config,
                                     const NetworkFacts& told = {});

/// Tensors that a file has and a network needs, and the other way round, by name.
struct TensorFit
{
    std::vector<std::string> missing;
    std::vector<std::string> misshapen;  ///< with both shapes
    std::vector<std::string> unexpected; ///< in the file alone
    std::vector<std::string> unused;     ///< the same, of heads for other tasks
};

/// "Missing: … Other shapes: … Not part of it: …"; empty where all fit.
std::string describe(const TensorFit& fit);

/// How `tensors` fit the network; its head may be missing as a whole, and is looked at if wanted.
TensorFit fitOf(const TensorMap& tensors, const Blueprint& network, bool comparesHead = true);

/// One sentence that lists `names` after `title`, the first ones where they are many.
std::string listed(const std::string& title, const std::vector<std::string>& names);

/// What there is to build a network of.
struct NetworkSource
{
    const TensorMap& tensors;
    const nlohmann::json& config; ///< what stands in config.json, an object
    NetworkFacts told;            ///< what a person has said

    /// What is told, by the person or else by config.json. Throws BadFile.
    NetworkFacts facts() const;
};

// The families. Each gives nothing when the names are not its own.
std::optional<Blueprint> vgg(const NetworkSource& source);
std::optional<Blueprint> resNet(const NetworkSource& source);
std::optional<Blueprint> squeezeNet(const NetworkSource& source);
std::optional<Blueprint> visionTransformer(const NetworkSource& source);
std::optional<Blueprint> bert(const NetworkSource& source);

/// The fact that a network is built with: what was told, else `assumed`, which is noted.
template<typename Value>
Value settled(Blueprint& network, const NetworkSource& source, const char* name,
              std::optional<Value> NetworkFacts::*fact, const Value& assumed)
{
    NetworkFacts& own = network.architecture.facts;
    const NetworkFacts known = source.facts();
    own.*fact = (known.*fact).value_or(assumed);
    if (!(known.*fact) || known.assumed.contains(name)) {
        own.assumed.insert(name);
    }
    if (const auto as = known.asIn.find(name); as != known.asIn.end()) {
        own.asIn.insert(*as);
    }
    return *(own.*fact);
}

} // namespace palimpsest

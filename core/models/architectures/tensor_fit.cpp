// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/blueprint.h"
#include "core/models/networks/key_match.h"

#include <algorithm>
#include <set>

namespace palimpsest {

namespace {

bool isOfOtherHead(const Blueprint& network, const std::string& name)
{
    return std::ranges::any_of(network.otherHeads,
                               [&](const std::string& prefix) { return name.starts_with(prefix); });
}

} // namespace

std::string listed(const std::string& title, const std::vector<std::string>& names)
{
    constexpr std::size_t kMost = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
        text += (i == 0 ? " " + title + ": " : ", ") + names[i];
    }
    if (names.size() > kMost) {
        text += " and " + std::to_string(names.size() - kMost) + " more";
    }
    return text.empty() ? text : text + ".";
}

std::string describe(const TensorFit& fit)
{
    return listed("Missing", fit.missing) + listed("Other shapes", fit.misshapen) +
           listed("Not part of it", fit.unexpected);
}

TensorFit fitOf(const TensorMap& tensors, const Blueprint& network, bool comparesHead)
{
    TensorFit fit;
    std::set<std::string> known = {network.architecture.head.weight,
                                   network.architecture.head.bias};
    const auto compare = [&](const TensorSpec& tensor) {
        known.insert(tensor.name);
        const auto found = tensors.find(tensor.name);
        if (found == tensors.end()) {
            fit.missing.push_back(tensor.name);
        } else if (found->second.shape != tensor.shape) {
            fit.misshapen.push_back(tensor.name + " is " + shapeText(found->second.shape) +
                                    " for " + shapeText(tensor.shape));
        }
    };
    std::ranges::for_each(network.tensors, compare);
    const bool hasHead =
        comparesHead && std::ranges::any_of(network.head, [&](const TensorSpec& tensor) {
            return tensors.contains(tensor.name);
        });
    if (hasHead) {
        std::ranges::for_each(network.head, compare);
    }
    for (const auto& [name, tensor] : tensors) {
        if (!known.contains(name)) {
            (isOfOtherHead(network, name) ? fit.unused : fit.unexpected).push_back(name);
        }
    }
    return fit;
}

} // namespace palimpsest

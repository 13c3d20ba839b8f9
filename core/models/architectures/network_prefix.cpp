// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/network_prefix.h"

#include "core/base/error.h"
#include "core/models/architectures/blueprint.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

namespace palimpsest {

namespace {

/// Names under which trainings keep the network that is meant, before those of its copies (the
/// momentum encoder of MoCo, the teacher of DINO, moving averages).
constexpr auto kUsual = std::to_array<std::string_view>(
    {"model", "module", "net", "network", "backbone", "encoder", "encoder_q", "base_encoder",
     "student", "online_network", "online_encoder", "base_model", "resnet", "vit"});

/// Shapes of the tensors below `prefix`, by what follows it.
TensorMap shapesBelow(const TensorMap& tensors, const std::string& prefix)
{
    TensorMap shapes;
    for (auto found = tensors.lower_bound(prefix);
         found != tensors.end() && found->first.starts_with(prefix); ++found) {
        shapes[found->first.substr(prefix.size())].shape = found->second.shape;
    }
    return shapes;
}

/// How well tensors are a network.
enum class Fitness { None, Resembles, Headless, Whole };

/// Networks of sentences keep what stands before their names, as languages and kinds are told apart
/// by it.
Fitness fitness(const TensorMap& shapes, bool hasPrefix)
{
    try {
        const auto network = blueprintOf(shapes, {});
        if (!network || (hasPrefix && network->architecture.input == InputKind::Tokens)) {
            return Fitness::None;
        }
        return !describe(fitOf(shapes, *network)).empty() ? Fitness::Resembles
               : network->architecture.classes == 0       ? Fitness::Headless
                                                          : Fitness::Whole;
    } catch (const BadFile&) {
        return Fitness::None;
    }
}

/// Beginnings of names that end in a dot, those of up to three parts.
std::set<std::string> beginnings(const TensorMap& tensors)
{
    constexpr int kMostParts = 3;
    std::set<std::string> found;
    for (const auto& [name, tensor] : tensors) {
        std::size_t dot = name.find('.');
        for (int part = 0; part < kMostParts && dot != std::string::npos; ++part) {
            found.insert(name.substr(0, dot + 1));
            dot = name.find('.', dot + 1);
        }
    }
    return found;
}

/// The place of a name's last part among those usual.
std::size_t rank(const std::string& prefix)
{
    const std::string_view whole = std::string_view(prefix).substr(0, prefix.size() - 1);
    const std::string_view last = whole.substr(whole.rfind('.') + 1); // npos + 1 is 0
    return static_cast<std::size_t>(std::ranges::find(kUsual, last) - kUsual.begin());
}

} // namespace

std::string networkPrefix(const TensorMap& tensors)
{
    const Fitness asTheyAre = fitness(shapesBelow(tensors, {}), false);
    if (asTheyAre >= Fitness::Headless) {
        return {};
    }
    Fitness best = asTheyAre;
    std::vector<std::string> fitting;
    for (const std::string& prefix : beginnings(tensors)) {
        const Fitness fits = fitness(shapesBelow(tensors, prefix), true);
        if (fits > best) {
            fitting.clear();
            best = fits;
        }
        if (fits == best && fits > asTheyAre) {
            fitting.push_back(prefix);
        }
    }
    std::ranges::stable_sort(fitting, {}, rank);
    const bool isOne =
        fitting.size() == 1 || (fitting.size() > 1 && rank(fitting[0]) < rank(fitting[1]));
    return isOne ? fitting.front() : std::string();
}

} // namespace palimpsest

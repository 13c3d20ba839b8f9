// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/settings_json.h"

#include "core/base/error.h"
#include "core/study/json_entries.h"
#include "core/study/sample_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

constexpr std::array kTargetKinds = {TargetKind::Label, TargetKind::Predicted, TargetKind::Class};
constexpr std::array kInteractionKinds = {InteractionKind::And, InteractionKind::AndOr};
constexpr std::array kScopes = {ThresholdScope::Model, ThresholdScope::Sample};

Target targetFromJson(const json& value, const std::vector<std::string>& classes)
{
    Target target{.kind = namedIn(kTargetKinds, targetKindName, value, "kind", "the target")};
    if (target.kind == TargetKind::Class) {
        const std::string name = textIn(value, "class", "the target");
        const auto found = std::ranges::find(classes, name);
        if (found == classes.end()) {
            throw BadInput("the target is class \"" + name + "\", which \"classes\" does not list");
        }
        target.index = static_cast<int>(found - classes.begin());
    }
    return target;
}

InteractionSettings interactionsFromJson(const json& value)
{
    InteractionSettings interactions;
    interactions.kind =
        namedIn(kInteractionKinds, interactionKindName, value, "kind", "\"interactions\"");
    interactions.kappa = valueIn(value, "kappa", "\"interactions\"", interactions.kappa);
    if (!(interactions.kappa >= 0.0 && interactions.kappa <= 1.0)) {
        throw BadInput("\"kappa\" of the interactions must lie in [0, 1]");
    }
    interactions.joint = valueIn(value, "joint", "\"interactions\"", interactions.joint);
    return interactions;
}

NullSettings nullsFromJson(const json& value)
{
    NullSettings nulls;
    const auto draws = valueIn<json>(value, "draws", "\"nulls\"", nulls.draws);
    const auto seed = valueIn<json>(value, "seed", "\"nulls\"", nulls.seed);
    if (!draws.is_number_unsigned() || draws < 1 || draws > kMostNullDraws) {
        throw BadInput("\"draws\" of the nulls must be a number from 1 to " +
                       std::to_string(kMostNullDraws));
    }
    if (!seed.is_number_unsigned() || seed > std::numeric_limits<std::uint32_t>::max()) {
        throw BadInput("\"seed\" of the nulls must be a whole number from 0, below 2^32");
    }
    return {.draws = draws.get<int>(), .seed = seed.get<std::uint32_t>()};
}

json toJson(const Target& target, const Study& study)
{
    json result = {{"kind", targetKindName(target.kind)}};
    if (target.kind == TargetKind::Class) {
        result["class"] = study.classes.at(static_cast<std::size_t>(target.index));
    }
    return result;
}

} // namespace

StudySettings settingsFromJson(const json& value, const Study& study)
{
    StudySettings settings;
    sampleFormat(study).readBaseline(valueIn<json>(value, "baseline", "\"settings\""), study,
                                     settings);
    settings.asksBaseline = !valueIn(value, "baseline_chosen", "\"settings\"", true);
    settings.valueKind = namedIn(kValueKinds, valueKindName, value, "value", "\"settings\"");
    if (value.contains("background")) {
        settings.background =
            namedIn(kBackgrounds, backgroundName, value, "background", "\"settings\"");
    }
    if (value.contains("target")) {
        settings.target = targetFromJson(value["target"], study.classes);
    }
    if (value.contains("interactions")) {
        settings.interactions = interactionsFromJson(value["interactions"]);
    }
    settings.tau = valueIn<double>(value, "tau", "\"settings\"");
    if (!(settings.tau >= 0.0 && settings.tau < 1.0)) {
        throw BadInput("\"tau\" must lie in [0, 1)");
    }
    settings.thresholdScope =
        namedIn(kScopes, thresholdScopeName, value, "threshold", "\"settings\"");
    if (value.contains("nulls")) {
        settings.nulls = nullsFromJson(value["nulls"]);
    }
    return settings;
}

bool needFormat2(const StudySettings& settings)
{
    return settings.background != Background::Kept || settings.target != Target() ||
           settings.interactions != InteractionSettings();
}

json toJson(const StudySettings& settings, const Study& study)
{
    const bool isOfFormat2 = needFormat2(settings);
    json result = {{"baseline", sampleFormat(study).baseline(settings)}};
    if (settings.asksBaseline) {
        result["baseline_chosen"] = false;
    }
    if (isOfFormat2) {
        result["background"] = backgroundName(settings.background);
    }
    result["value"] = valueKindName(settings.valueKind);
    if (isOfFormat2) {
        result["target"] = toJson(settings.target, study);
        result["interactions"] = {{"kind", interactionKindName(settings.interactions.kind)},
                                  {"kappa", settings.interactions.kappa},
                                  {"joint", settings.interactions.joint}};
    }
    result["tau"] = settings.tau;
    result["threshold"] = thresholdScopeName(settings.thresholdScope);
    if (settings.nulls != NullSettings()) {
        result["nulls"] = {{"draws", settings.nulls.draws}, {"seed", settings.nulls.seed}};
    }
    return result;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/settings_json.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

constexpr std::array kBaselineKinds = {BaselineKind::DatasetMean, BaselineKind::Colour,
                                       BaselineKind::ImageMean,   BaselineKind::Blur,
                                       BaselineKind::Telea,       BaselineKind::NavierStokes};
constexpr std::array kTargetKinds = {TargetKind::Label, TargetKind::Predicted, TargetKind::Class};
constexpr std::array kInteractionKinds = {InteractionKind::And, InteractionKind::AndOr};
constexpr std::array kScopes = {ThresholdScope::Model, ThresholdScope::Sample};

std::string text(const json& object, const char* key, const std::string& where)
{
    if (!object.is_object() || !object.contains(key) || !object[key].is_string()) {
        throw BadInput(where + " has no text \"" + key + "\"");
    }
    return object[key].get<std::string>();
}

/// The one of `values` whose name is `name`; `what` says what that is of.
template<typename Values>
auto named(const Values& values, auto nameOf, const std::string& name, const std::string& what)
{
    std::string known;
    for (const auto value : values) {
        if (nameOf(value) == name) {
            return value;
        }
        known += (known.empty() ? "\"" : ", \"") + std::string(nameOf(value)) + "\"";
    }
    throw BadInput("the " + what + " \"" + name + "\" is unknown; use one of " + known);
}

Baseline baselineFromJson(const json& value, const Preprocessing& preprocessing)
{
    Baseline baseline{.kind = named(kBaselineKinds, baselineKindName,
                                    text(value, "kind", "the baseline"), "baseline")};
    if (baseline.kind == BaselineKind::Colour) {
        baseline.colour = value.at("colour").get<std::vector<double>>();
        const auto isLevel = [](double level) { return level >= 0.0 && level <= 255.0; };
        if (!std::ranges::all_of(baseline.colour, isLevel)) {
            throw BadInput("the baseline's colour has levels outside 0 … 255");
        }
        if (baseline.colour.size() != preprocessing.mean.size()) {
            throw BadInput("the baseline's colour has " + std::to_string(baseline.colour.size()) +
                           " levels and the pictures have " +
                           std::to_string(preprocessing.mean.size()) + " channels");
        }
    }
    if (baseline.kind == BaselineKind::Blur) {
        baseline.sigma = value.value("sigma", defaultBlurSigma(preprocessing));
        if (!(baseline.sigma > 0.0 && baseline.sigma <= kMaxBlurSigma)) {
            throw BadInput("the baseline's \"sigma\" must lie above 0 and be at most " +
                           std::to_string(static_cast<int>(kMaxBlurSigma)) + " pixels");
        }
    }
    return baseline;
}

Target targetFromJson(const json& value, const std::vector<std::string>& classes)
{
    Target target{
        .kind = named(kTargetKinds, targetKindName, text(value, "kind", "the target"), "target")};
    if (target.kind == TargetKind::Class) {
        const std::string name = text(value, "class", "the target");
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
    interactions.kind = named(kInteractionKinds, interactionKindName,
                              text(value, "kind", "\"interactions\""), "kind of interactions");
    interactions.kappa = value.value("kappa", interactions.kappa);
    if (!(interactions.kappa >= 0.0 && interactions.kappa <= 1.0)) {
        throw BadInput("\"kappa\" of the interactions must lie in [0, 1]");
    }
    interactions.joint = value.value("joint", interactions.joint);
    return interactions;
}

NullSettings nullsFromJson(const json& value)
{
    NullSettings nulls;
    const json draws = value.value("draws", json(nulls.draws));
    const json seed = value.value("seed", json(nulls.seed));
    if (!draws.is_number_unsigned() || draws < 1 || draws > kMostNullDraws) {
        throw BadInput("\"draws\" of the nulls must be a number from 1 to " +
                       std::to_string(kMostNullDraws));
    }
    if (!seed.is_number_unsigned() || seed > std::numeric_limits<std::uint32_t>::max()) {
        throw BadInput("\"seed\" of the nulls must be a whole number from 0, below 2^32");
    }
    return {.draws = draws.get<int>(), .seed = seed.get<std::uint32_t>()};
}

json toJson(const Baseline& baseline)
{
    json result = {{"kind", baselineKindName(baseline.kind)}};
    if (baseline.kind == BaselineKind::Colour) {
        result["colour"] = baseline.colour;
    }
    if (baseline.kind == BaselineKind::Blur) {
        result["sigma"] = baseline.sigma;
    }
    return result;
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
    if (study.tokenisation) {
        settings.textBaseline =
            named(kTextBaselines, textBaselineName,
                  text(value.at("baseline"), "kind", "the baseline"), "baseline");
    } else {
        settings.baseline = baselineFromJson(value.at("baseline"), study.preprocessing);
    }
    settings.valueKind =
        named(kValueKinds, valueKindName, text(value, "value", "\"settings\""), "value function");
    if (value.contains("background")) {
        settings.background = named(kBackgrounds, backgroundName,
                                    text(value, "background", "\"settings\""), "background");
    }
    if (value.contains("target")) {
        settings.target = targetFromJson(value["target"], study.classes);
    }
    if (value.contains("interactions")) {
        settings.interactions = interactionsFromJson(value["interactions"]);
    }
    settings.tau = value.at("tau").get<double>();
    if (!(settings.tau >= 0.0 && settings.tau < 1.0)) {
        throw BadInput("\"tau\" must lie in [0, 1)");
    }
    settings.thresholdScope = named(kScopes, thresholdScopeName,
                                    text(value, "threshold", "\"settings\""), "threshold scope");
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
    json result = {{"baseline", study.tokenisation
                                    ? json{{"kind", textBaselineName(settings.textBaseline)}}
                                    : toJson(settings.baseline)}};
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

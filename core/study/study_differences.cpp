// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_differences.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>

namespace palimpsest {

namespace {

using Lines = std::vector<std::string>;

std::string shortened(double value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

template<typename T, typename NameOf>
Lines namesOf(const std::vector<T>& things, const NameOf& nameOf)
{
    Lines names;
    std::ranges::transform(things, std::back_inserter(names),
                           [&](const T& thing) { return std::invoke(nameOf, thing); });
    return names;
}

/// Those of `some` that `others` do not have, or not as often.
Lines missingIn(const Lines& others, const Lines& some)
{
    Lines missing;
    std::multiset<std::string> left(others.begin(), others.end());
    for (const std::string& name : some) {
        const auto found = left.find(name);
        if (found == left.end()) {
            missing.push_back(name);
        } else {
            left.erase(found);
        }
    }
    return missing;
}

/// Those of `some` that `others` do not have, the first few by name.
std::string onlyIn(const Lines& some, const Lines& others, const std::string& where)
{
    constexpr std::size_t kNamed = 4;
    const Lines only = missingIn(others, some);
    std::string text;
    for (std::size_t i = 0; i < std::min(only.size(), kNamed); ++i) {
        text += (i == 0 ? "only " + where + ": " : ", ") + only[i];
    }
    return only.size() > kNamed ? text + " and " + std::to_string(only.size() - kNamed) + " more"
                                : text;
}

/// Compares lists by the names of what is in them.
void compareNames(Lines& lines, const std::string& what, const Lines& first, const Lines& second,
                  const VersionNames& names)
{
    if (first == second) {
        return;
    }
    const std::string only = onlyIn(first, second, names.first);
    const std::string others = onlyIn(second, first, names.second);
    if (only.empty() && others.empty()) {
        lines.push_back(what + ": in another order");
        return;
    }
    lines.push_back(what + ": " + std::to_string(first.size()) + " " + names.first + ", " +
                    std::to_string(second.size()) + " " + names.second + " (" + only +
                    (only.empty() || others.empty() ? "" : "; ") + others + ")");
}

/// Names those that both have and that are not equal. Several may have one name: each goes with one
/// that is equal to it, wherever that stands, and only the others are compared.
template<typename T, typename NameOf>
void compareContents(Lines& lines, const std::string& what, const std::vector<T>& first,
                     const std::vector<T>& second, const NameOf& nameOf)
{
    std::map<std::string, std::vector<const T*>> left; // of the second, by name
    for (const T& thing : second) {
        left[std::invoke(nameOf, thing)].push_back(&thing);
    }
    std::vector<const T*> changed;
    for (const T& thing : first) {
        auto& same = left[std::invoke(nameOf, thing)];
        const auto equal =
            std::ranges::find_if(same, [&](const T* other) { return *other == thing; });
        if (equal == same.end()) {
            changed.push_back(&thing);
        } else {
            same.erase(equal);
        }
    }
    for (const T* thing : changed) {
        auto& same = left[std::invoke(nameOf, *thing)];
        if (!same.empty()) {
            same.pop_back();
            lines.push_back(what + std::invoke(nameOf, *thing) + " differs");
        }
    }
}

void compareLineages(Lines& lines, const Lineage& first, const Lineage& second,
                     const VersionNames& names)
{
    const auto epochOf = [](const Checkpoint& checkpoint) {
        return "epoch " + std::to_string(checkpoint.epoch);
    };
    const std::size_t before = lines.size();
    compareNames(lines, "checkpoints of the run " + first.name, namesOf(first.checkpoints, epochOf),
                 namesOf(second.checkpoints, epochOf), names);
    if (lines.size() == before && first != second) {
        lines.push_back("files, accuracies, outputs or role of the run " + first.name + " differ");
    }
}

/// Outlines of one part, in their order.
std::vector<Shape> shapesOf(const Drawing& drawing, const std::string& label)
{
    std::vector<Shape> shapes;
    std::ranges::copy_if(drawing.shapes, std::back_inserter(shapes),
                         [&](const Shape& shape) { return shape.label == label; });
    return shapes;
}

} // namespace

std::vector<std::pair<std::string, std::string>> describedSettings(const Study& study)
{
    const StudySettings& settings = study.settings;
    const bool isOneClass = settings.target.kind == TargetKind::Class;
    return {{"baseline", describeBaseline(study)},
            {"background", backgroundName(settings.background)},
            {"value", valueKindName(settings.valueKind)},
            {"target", isOneClass
                           ? study.classes.at(static_cast<std::size_t>(settings.target.index))
                           : targetKindName(settings.target.kind)},
            {"interactions", interactionKindName(settings.interactions.kind)},
            {"kappa", shortened(settings.interactions.kappa)},
            {"models", settings.interactions.joint ? "joint" : "separate"},
            {"tau", shortened(settings.tau)},
            {"scope", thresholdScopeName(settings.thresholdScope)},
            {"null draws", std::to_string(settings.nulls.draws)},
            {"null seed", std::to_string(settings.nulls.seed)}};
}

Lines differences(const Study& first, const Study& second, const VersionNames& names)
{
    Lines lines;
    if (first.name != second.name) {
        lines.push_back("name: " + first.name + " " + names.first + ", " + second.name + " " +
                        names.second);
    }
    const auto settings = describedSettings(first);
    const auto others = describedSettings(second);
    for (std::size_t i = 0; i < settings.size(); ++i) {
        if (settings[i] != others[i]) {
            lines.push_back(settings[i].first + ": " + settings[i].second + " " + names.first +
                            ", " + others[i].second + " " + names.second);
        }
    }
    compareNames(lines, "classes", first.classes, second.classes, names);
    if (!prepareAlike(first, second)) {
        lines.push_back("how samples become what models take differs");
    }
    compareNames(lines, "samples", namesOf(first.samples, &Sample::id),
                 namesOf(second.samples, &Sample::id), names);
    compareContents(lines, "sample ", first.samples, second.samples, &Sample::id);
    compareNames(lines, "runs", namesOf(first.lineages, &Lineage::name),
                 namesOf(second.lineages, &Lineage::name), names);
    for (const Lineage& lineage : first.lineages) {
        const auto other = std::ranges::find(second.lineages, lineage.name, &Lineage::name);
        if (other != second.lineages.end()) {
            compareLineages(lines, lineage, *other, names);
        }
    }
    compareNames(lines, "part sets", namesOf(first.partSets, &PartNames::name),
                 namesOf(second.partSets, &PartNames::name), names);
    compareContents(lines, "part set ", first.partSets, second.partSets, &PartNames::name);
    if (first.labels != second.labels) {
        lines.push_back("which classes labels of data sets stand for differs");
    }
    if (first.accuracySet != second.accuracySet ||
        first.accuracySources != second.accuracySources ||
        first.accuracyPreprocessing != second.accuracyPreprocessing) {
        lines.push_back(
            "what accuracies were measured on, or how its pictures were prepared, differs");
    }
    if (lines.empty() && first != second) {
        lines.push_back("details of the settings differ");
    }
    return lines;
}

Lines differences(const Drawing& first, const Drawing& second, const VersionNames& names)
{
    Lines lines;
    compareNames(lines, "parts", namesOf(first.parts, &PartStyle::name),
                 namesOf(second.parts, &PartStyle::name), names);
    for (const PartStyle& part : first.parts) {
        if (partIndex(second, part.name) >= 0 &&
            shapesOf(first, part.name) != shapesOf(second, part.name)) {
            lines.push_back("outlines of " + part.name + " differ");
        }
    }
    if (first.points != second.points) {
        lines.push_back("points that say where parts lie differ");
    }
    if (first.object != second.object) {
        lines.push_back("the outline of the object differs");
    }
    if (lines.empty() && first != second) {
        lines.push_back("colours of parts, or which lies on top, differ");
    }
    return lines;
}

Lines differences(const SentenceParts& first, const SentenceParts& second,
                  const VersionNames& names)
{
    Lines lines;
    if (first.text != second.text) {
        lines.push_back("the sentence differs");
    }
    const Lines labels = namesOf(first.parts, &WordPart::label);
    const Lines others = namesOf(second.parts, &WordPart::label);
    compareNames(lines, "parts", labels, others, names);
    compareContents(lines, "part ", first.parts, second.parts, &WordPart::label);
    if (labels == others && first.parts != second.parts &&
        std::ranges::is_permutation(first.parts, second.parts)) {
        lines.push_back("parts: in another order");
    }
    if (lines.empty() && first != second) {
        lines.push_back("details of the parts differ");
    }
    return lines;
}

} // namespace palimpsest

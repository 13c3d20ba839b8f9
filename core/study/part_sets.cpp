// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/part_sets.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/study/sample_parts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace palimpsest {

namespace {

/// What is wrong with the classes of a set, in a study where those of earlier ones are `taken`.
std::string problemOfClasses(const PartNames& set, const Study& study,
                             std::map<std::string, std::string>& taken)
{
    const std::string which = "the part set \"" + shown(set.name) + "\" is for ";
    const std::string advice = "; say for which classes each is";
    if (set.classes.empty()) {
        const auto [other, isFirst] = taken.emplace("", set.name); // no class is called so here
        return isFirst ? std::string()
                       : which + "all classes, as \"" + shown(other->second) + "\" is" + advice;
    }
    for (const std::string& name : set.classes) {
        const std::string what = which + "the class \"" + shown(name) + "\", ";
        if (std::ranges::find(study.classes, name) == study.classes.end()) {
            return what + "which the study does not have; its classes are " +
                   listedNames(study.classes);
        }
        if (const auto [other, isFirst] = taken.emplace(name, set.name); !isFirst) {
            return what + "as \"" + shown(other->second) + "\" is" + advice;
        }
    }
    return {};
}

void requirePartSets(const Study& study)
{
    if (const std::string problem = partSetsProblem(study); !problem.empty()) {
        throw BadInput("These part sets cannot be used: " + problem + ".");
    }
}

} // namespace

std::string partSetsProblem(const Study& study)
{
    std::set<std::string> names;
    std::map<std::string, std::string> classes;
    for (const PartNames& set : study.partSets) {
        if (std::string problem = problemOf(set); !problem.empty()) {
            return problem;
        }
        if (!names.insert(set.name).second) {
            return "two part sets are called \"" + shown(set.name) + "\"; give one another name";
        }
        if (std::string problem = problemOfClasses(set, study, classes); !problem.empty()) {
            return problem;
        }
    }
    return {};
}

const PartNames* partSetFor(const Study& study, const Sample& sample)
{
    const std::string& label = study.classes.at(static_cast<std::size_t>(sample.label));
    const PartNames* forAll = nullptr;
    for (const PartNames& set : study.partSets) {
        if (std::ranges::find(set.classes, label) != set.classes.end()) {
            return &set;
        }
        forAll = set.classes.empty() ? &set : forAll;
    }
    return forAll;
}

const PartNames& findPartSet(const Study& study, const std::string& name)
{
    const auto found = std::ranges::find(study.partSets, name, &PartNames::name);
    if (found == study.partSets.end()) {
        std::vector<std::string> names;
        std::ranges::transform(study.partSets, std::back_inserter(names), &PartNames::name);
        throw BadInput("The study has no part set \"" + shown(name) + "\". It has " +
                       (names.empty() ? "none" : listedNames(names)) + ".");
    }
    return *found;
}

Study withPartSet(Study study, PartNames set)
{
    const auto standing = std::ranges::find(study.partSets, set.name, &PartNames::name);
    if (standing == study.partSets.end()) {
        study.partSets.push_back(std::move(set));
    } else {
        *standing = std::move(set);
    }
    requirePartSets(study);
    return study;
}

Study withoutPartSet(Study study, const std::string& name)
{
    findPartSet(study, name); // or it throws
    std::erase_if(study.partSets, [&](const PartNames& set) { return set.name == name; });
    return study;
}

std::vector<PartGaps> partGaps(const std::filesystem::path& folder, const Study& study)
{
    std::vector<PartGaps> gaps;
    for (const Sample& sample : study.samples) {
        const PartNames* set = partSetFor(study, sample);
        if (set == nullptr) {
            continue;
        }
        gaps.push_back({.sample = sample.id, .set = set->name});
        try {
            gaps.back().missing = missingParts(*set, namesOfParts(folder, study, sample));
        } catch (const Error& error) {
            gaps.back().problem = error.what();
        }
    }
    return gaps;
}

} // namespace palimpsest

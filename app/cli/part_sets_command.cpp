// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/annotation_commands.h"
#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/setup/part_set_sources.h"
#include "core/study/own_files.h"
#include "core/study/part_set_file.h"
#include "core/study/part_sets.h"
#include "core/study/study_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <iterator>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

std::string shownList(std::vector<std::string> names)
{
    std::ranges::transform(names, names.begin(),
                           [](const std::string& name) { return shown(name); });
    return joined(names);
}

/// "bird: 2 parts for all classes: back (1), beak (2)"
void print(const PartNames& set)
{
    std::vector<std::string> parts;
    for (const NamedPart& part : set.parts) {
        parts.push_back(shown(part.name) +
                        (part.key ? " (" + std::to_string(*part.key) + ")" : std::string()));
    }
    std::cout << shown(set.name) << ": " << numberOf(parts.size(), "part", "parts") << " for "
              << (set.classes.empty() ? "all classes" : shownList(set.classes)) << ": "
              << joined(parts) << "\n";
}

/// The samples that lack parts, and how many do not.
void print(const std::vector<PartGaps>& gaps)
{
    std::size_t whole = 0;
    for (const PartGaps& of : gaps) {
        if (!of.problem.empty()) {
            std::cout << "  " << of.sample << ": " << of.problem << "\n";
        } else if (!of.missing.empty()) {
            std::cout << "  " << of.sample << " lacks " << shownList(of.missing) << "\n";
        } else {
            ++whole;
        }
    }
    std::cout << "  " << whole << " of " << numberOf(gaps.size(), "sample has", "samples have")
              << " all of it\n";
}

json toJson(const std::vector<PartGaps>& gaps)
{
    json samples = json::array();
    for (const PartGaps& of : gaps) {
        json entry = {{"id", of.sample}, {"part_set", of.set}};
        if (of.problem.empty()) {
            entry["missing_parts"] = of.missing;
        } else {
            entry["problem"] = of.problem;
        }
        samples.push_back(std::move(entry));
    }
    return samples;
}

/// Prints the set that is named, or all of them.
void tell(const PartSetsCommand& command)
{
    const Study study = readStudy(command.study);
    const std::vector<PartNames> sets =
        command.set ? std::vector{findPartSet(study, *command.set)} : study.partSets;
    std::vector<PartGaps> gaps = partGaps(command.study, study);
    if (command.json) {
        json told = {{"part_sets", json::array()}};
        for (const PartNames& set : sets) {
            told["part_sets"].push_back(toJson(set));
        }
        std::erase_if(gaps,
                      [&](const PartGaps& of) { return command.set.value_or(of.set) != of.set; });
        told["samples"] = toJson(gaps);
        std::cout << told.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
        return;
    }
    std::cout << (sets.empty() ? "The study has no part sets.\n" : "");
    for (const PartNames& set : sets) {
        print(set);
        std::vector<PartGaps> own;
        std::ranges::copy_if(gaps, std::back_inserter(own),
                             [&](const PartGaps& of) { return of.set == set.name; });
        print(own);
    }
}

bool makesOne(const PartSetsCommand& command)
{
    return command.from || command.fromSample;
}

/// The set as the command wants it. Throws BadInput.
PartNames wantedSet(const PartSetsCommand& command, const Study& study)
{
    const auto standing = std::ranges::find(study.partSets, *command.set, &PartNames::name);
    const bool stood = standing != study.partSets.end();
    if (makesOne(command) && stood && !command.replace) {
        throw BadInput("The study has a part set \"" + shown(*command.set) +
                       "\" already, so nothing was changed. Put another in its place with "
                       "--replace.");
    }
    std::vector<std::string> remarks;
    PartNames set = command.fromSample
                        ? partSetOfSample(command.study, study, *command.fromSample, *command.set)
                    : command.from ? partSetOfFile(*command.from, remarks)
                                   : findPartSet(study, *command.set);
    for (const std::string& remark : remarks) {
        std::cout << remark << "\n";
    }
    set.name = *command.set;
    if (set.classes.empty() && stood) {
        set.classes = standing->classes;
    }
    if (!command.classes.empty() || command.allClasses) {
        set.classes = command.classes;
    }
    return set;
}

void write(const PartSetsCommand& command)
{
    const PartNames set = findPartSet(readStudy(command.study), *command.set);
    requireNoOwnFile(*command.to);
    requireOutput(*command.to);
    writePartSet(*command.to, set);
    std::cout << "Wrote " << quoted(*command.to) << ".\n";
}

} // namespace

int run(const PartSetsCommand& command)
{
    const bool setsClasses = !command.classes.empty() || command.allClasses;
    if (command.replace && !makesOne(command)) {
        throw BadInput("--replace puts a new part set in the place of another. Say what it is made "
                       "of with --from or --from-sample.");
    }
    if (command.to) {
        write(command);
        return kOk;
    }
    if (!makesOne(command) && !setsClasses && !command.remove) {
        tell(command);
        return kOk;
    }
    EditedStudy edited = openForEditing(command.study);
    if (command.remove) {
        edited.write(withoutPartSet(edited.study(), *command.set));
        std::cout << "Removed the part set " << shown(*command.set)
                  << ". Parts of samples keep their names.\n";
        return kOk;
    }
    const PartNames set = wantedSet(command, edited.study());
    edited.write(withPartSet(edited.study(), set));
    print(set);
    return kOk;
}

} // namespace palimpsest

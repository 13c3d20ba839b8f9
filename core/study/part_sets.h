// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// What keeps the part sets of a study from being used, as half a sentence: what problemOf() says
/// of one, a name that two have, a class that is none or has two, two that are for all classes.
/// Empty where nothing does.
std::string partSetsProblem(const Study& study);

/// The set that names the parts of a sample: that of its class, else the one for all classes. None
/// where there is none.
const PartNames* partSetFor(const Study& study, const Sample& sample);

/// The set of that name. Throws BadInput, listing those there are.
const PartNames& findPartSet(const Study& study, const std::string& name);

/// The study with a set, which takes the place of the one that has its name. Throws BadInput when
/// it would not do.
Study withPartSet(Study study, PartNames set);

/// The study without the set of that name. Throws BadInput as findPartSet() does.
Study withoutPartSet(Study study, const std::string& name);

/// What a sample lacks of its part set.
struct PartGaps
{
    std::string sample; ///< its id
    std::string set;    ///< the name of the set
    std::vector<std::string> missing = {};
    std::string problem = {}; ///< why its parts cannot be read, in a sentence; or empty

    bool operator==(const PartGaps&) const = default;
};

/// Of every sample that a set is for, in the order of the study; nothing is missing where it has
/// all parts.
std::vector<PartGaps> partGaps(const std::filesystem::path& folder, const Study& study);

} // namespace palimpsest

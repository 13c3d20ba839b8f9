// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace palimpsest {

/// Which class of a study each class of a data set is.
struct ClassMatch
{
    std::vector<int> positions;        ///< one per class of the set; −1 where the study has none
    std::vector<std::string> warnings; ///< sentences

    bool operator==(const ClassMatch&) const = default;
};

/// Matches classes by their names, whatever their case, punctuation and leading numbers
/// ("004.Groove_billed_Ani" is "groove billed ani"). Where no name is the same, numbers are taken
/// for positions, and other names for the classes in the same order if there are as many, both with
/// a warning. Throws BadInput, listing both, when nothing fits.
ClassMatch matchClasses(const std::vector<std::string>& ofSet,
                        const std::vector<std::string>& ofStudy);

/// A class of a study by its name or its number. Throws BadInput, listing those there are.
int classNamed(const std::string& name, const std::vector<std::string>& classes);

} // namespace palimpsest

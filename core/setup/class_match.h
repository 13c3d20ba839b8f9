// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

/// Which class a label stands for, as the user said: label → name of a class.
using LabelNames = std::map<std::string, std::string>;

/// Labels and the classes they were taken for, in the order of the data.
using LabelTable = std::vector<std::pair<std::string, std::string>>;

/// Which class of a study each class of a data set is.
struct ClassMatch
{
    std::vector<int> positions;        ///< one per class of the set; −1 where the study has none
    std::vector<std::string> warnings; ///< sentences
    LabelTable table = {};             ///< what was not matched by its own name, to be shown

    bool operator==(const ClassMatch&) const = default;
};

/// Matches classes by what the user said of them; else by their names, whatever their case,
/// punctuation and leading numbers ("004.Groove_billed_Ani" is "groove billed ani"). Where no name
/// is the same, they are taken in their order if there are as many, numbers by value; of fewer
/// numbers, counted from 0, each for that place. Both give a table and a warning. `labels` are what
/// the classes of the set are called in its files, where that is something else: what was said of
/// these counts where the name says nothing. Throws Unclear, listing both, when nothing fits for
/// sure: above all when both are numbers and not the same, or when the user spoke of some of the
/// numbers alone.
ClassMatch matchClasses(const std::vector<std::string>& ofSet,
                        const std::vector<std::string>& ofStudy, const LabelNames& told = {},
                        const std::vector<std::string>& labels = {});

/// A class of a study by its name, or by a label of which the user said what it stands for. Throws
/// BadInput, listing those there are.
int classNamed(const std::string& name, const std::vector<std::string>& classes,
               const LabelNames& told = {});

/// What labels stand for: as is said `now`, else as was `known` before. What is said now of one of
/// the `labels` of a set is said of the class of it that is called so, which was seen with it.
LabelNames toldLabels(LabelNames now, const LabelNames& known,
                      const std::vector<std::string>& ofSet = {},
                      const std::vector<std::string>& labels = {});

/// What labels stand for in `study`, with what is `told` now and what those of data were `taken`
/// for, so that the next data are not taken otherwise. A label goes on standing for a class that
/// the study has samples of, which it may have given them. Throws BadInput when what is told is no
/// class of the study.
LabelNames withTold(const Study& study, LabelNames told, const LabelTable& taken = {});

/// Throws BadInput, naming the label and both classes, when a label is `told` to stand for another
/// class than the one whose samples in `study` it may have given.
void requireStanding(const Study& study, const LabelNames& told);

/// "1 → cat, 2 → dog", the first dozen.
std::string describe(const LabelTable& table);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/list_change.h"
#include "core/study/study.h"

#include <cstddef>

namespace palimpsest {

/// What differs between two studies. Samples are many, so only those that differ are kept.
struct StudyChange
{
    Study before; ///< without samples and runs
    Study after;  ///< the same
    ListChange<Sample> samples;
    ListChange<Lineage> lineages;

    bool operator==(const StudyChange&) const = default;
};

StudyChange changeBetween(const Study& before, const Study& after);

/// `study`, which is as it was before, as it is after the change.
Study withChange(Study study, const StudyChange& change);
/// `study`, which is as it is after the change, as it was before.
Study withoutChange(Study study, const StudyChange& change);

/// Whether both are one picture or sentence of one name and class, checked or not.
bool sameContent(const Sample& first, Sample second);

/// About what it takes in memory.
std::size_t bytesOf(const StudyChange& change);
std::size_t bytesOf(const Study& study);

} // namespace palimpsest

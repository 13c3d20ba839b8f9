// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/setup_commands.h"
#include "core/setup/class_match.h"
#include "core/study/study_edits.h"
#include "core/study/taking_in.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace palimpsest {

/// Samples of one kind that a command picked, those that the study has not yet.
class SamplePicks
{
public:
    virtual ~SamplePicks() = default;

    /// `before` with them. Throws as withSamples() and the like do.
    virtual Study added(const Study& before, NewFiles& made) const = 0;

    /// Adds to the entry of the sample that the pick at `at` became what reports say of it.
    virtual void report(std::size_t at, const Sample& sample,
                        nlohmann::ordered_json& entry) const = 0;

    LabelTable table; ///< as ClassMatch::table
    std::vector<std::string> warnings;
};

/// What the command names of the study's kind of sample. Throws as pickPictures() and the like do.
std::unique_ptr<SamplePicks> pickSamples(const AddSamplesCommand& command, const Study& study);

} // namespace palimpsest

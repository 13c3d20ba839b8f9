// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/checkpoint_table.h"
#include "core/setup/joining.h"
#include "core/study/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

// What network the weights of rows are put into, where these do not stand for themselves.

/// The lineage of that name that the study has; null where it has none.
const Lineage* standingLineage(const Study& study, const std::string& name);

/// Whether a row holds weights, which a template can be there for.
bool takesTemplate(const CheckpointRow& row);

/// Whether nothing but a template says what network the weights of a row are of.
bool needsTemplate(const CheckpointRow& row);

/// The template for the weights of a lineage, as the study names it or a file outside; empty when
/// they stand for themselves.
std::filesystem::path templateFor(const std::string& lineage,
                                  const std::vector<CheckpointRow>& rows, const Study& study,
                                  const std::filesystem::path& chosen);

/// A template as templateFor gives it, as a path that can be opened.
std::filesystem::path templatePlace(const std::filesystem::path& modelTemplate,
                                    const std::filesystem::path& folder);

/// The template that the weights of a row alone would be put into, as templatePlace; empty when
/// they stand for themselves.
std::filesystem::path templateOf(const CheckpointRow& row, const std::filesystem::path& folder,
                                 const Study& study, const JoiningChoices& choices);

} // namespace palimpsest

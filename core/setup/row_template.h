// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/checkpoint_table.h"
#include "core/study/study.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace palimpsest {

// What network the weights of rows are put into, where these do not stand for themselves.

/// The templates of a study in `folder`, and others, by the hashes of their bytes.
class TemplateHashes
{
public:
    explicit TemplateHashes(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// Of a template as templateFor gives it; empty where it cannot be read. Each is read once.
    const std::string& of(const std::filesystem::path& modelTemplate);

private:
    std::filesystem::path m_folder;
    std::map<std::filesystem::path, std::string> m_known;
};

/// The lineage of that name that the study has; null where it has none.
const Lineage* standingLineage(const Study& study, const std::string& name);

/// Whether a row holds weights, which a template can be there for.
bool takesTemplate(const CheckpointRow& row);

/// Whether nothing but a template says what network the weights of a row are of.
bool needsTemplate(const CheckpointRow& row);

/// The template for the weights of a lineage, as the study names it or a file outside; empty when
/// they stand for themselves: that of the lineage; else the `chosen` one; else the one that a probe
/// among the rows was fitted on, as its report says, wherever a file of that hash is found; else,
/// where nothing tells the network of a row, the first that the study has.
std::filesystem::path templateFor(const std::string& lineage,
                                  const std::vector<CheckpointRow>& rows, const Study& study,
                                  const std::filesystem::path& chosen, TemplateHashes& hashes);

/// Finds that the report of a probe names another template than `modelTemplate`, that of its
/// lineage: where a person has `chosen` this one, it is a warning of the row, else its problem.
void checkTemplate(CheckpointRow& row, const std::filesystem::path& modelTemplate,
                   const Study& study, const std::filesystem::path& chosen, TemplateHashes& hashes);

/// A template as templateFor gives it, as a path that can be opened.
std::filesystem::path templatePlace(const std::filesystem::path& modelTemplate,
                                    const std::filesystem::path& folder);

/// The template that the weights of a checked row are put into, as templatePlace; empty when they
/// stand for themselves.
std::filesystem::path templateOf(const CheckpointRow& row, const std::filesystem::path& folder);

/// Which template that is, the rest of a line for people: it begins with a full stop; or empty.
std::string templateNote(const CheckpointRow& row);

} // namespace palimpsest

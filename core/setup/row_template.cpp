// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/row_template.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"

#include <algorithm>

namespace palimpsest {

namespace fs = std::filesystem;

const std::string& TemplateHashes::of(const fs::path& modelTemplate)
{
    const auto known = m_known.find(modelTemplate);
    if (known != m_known.end()) {
        return known->second;
    }
    std::string hash;
    try {
        hash = sha256OfFile(templatePlace(modelTemplate, m_folder));
    } catch (const BadFile&) {
        hash.clear(); // who opens it says why
    }
    return m_known.emplace(modelTemplate, std::move(hash)).first->second;
}

bool takesTemplate(const CheckpointRow& row)
{
    return row.look.container && *row.look.container != Container::TorchScript;
}

bool needsTemplate(const CheckpointRow& row)
{
    return takesTemplate(row) && !row.look.architecture;
}

const Lineage* standingLineage(const Study& study, const std::string& name)
{
    const auto found = std::ranges::find(study.lineages, name, &Lineage::name);
    return found == study.lineages.end() ? nullptr : &*found;
}

namespace {

/// Where a template of the hash that the report of a row's probe names is found: in the study,
/// beside the probe, or where it lay. Empty where it is nowhere, or no template is named.
fs::path fittedTemplate(const CheckpointRow& row, const Study& study, TemplateHashes& hashes)
{
    if (!row.look.fittedOn || !takesTemplate(row)) {
        return {};
    }
    const auto standing = std::ranges::find_if(study.lineages, [&](const Lineage& of) {
        return !of.modelTemplate.empty() &&
               hashes.of(of.modelTemplate) == row.look.fittedOn->sha256;
    });
    return standing != study.lineages.end() ? standing->modelTemplate : row.look.fittedOnAt;
}

/// "a1b2c3d4e5f6…", enough to tell files by.
std::string shortHash(const std::string& sha256)
{
    constexpr std::size_t kShown = 12;
    return sha256.substr(0, kShown) + "…";
}

} // namespace

fs::path templateFor(const std::string& lineage, const std::vector<CheckpointRow>& rows,
                     const Study& study, const fs::path& chosen, TemplateHashes& hashes)
{
    const Lineage* standing = standingLineage(study, lineage);
    if (standing != nullptr && !standing->modelTemplate.empty()) {
        return standing->modelTemplate;
    }
    const auto anyIs = [&](auto kind) {
        return std::ranges::any_of(
            rows, [&](const CheckpointRow& row) { return row.lineage == lineage && kind(row); });
    };
    if (!chosen.empty() && anyIs(takesTemplate)) {
        return fs::absolute(chosen); // a person's word goes before what names resemble
    }
    for (const CheckpointRow& row : rows) {
        const fs::path fitted =
            row.lineage == lineage ? fittedTemplate(row, study, hashes) : fs::path();
        if (!fitted.empty()) {
            return fitted;
        }
    }
    if (!chosen.empty() || !anyIs(needsTemplate)) {
        return {};
    }
    const auto first = std::ranges::find_if(
        study.lineages, [](const Lineage& of) { return !of.modelTemplate.empty(); });
    return standing != nullptr || first == study.lineages.end() ? fs::path() : first->modelTemplate;
}

void checkTemplate(CheckpointRow& row, const fs::path& modelTemplate, const Study& study,
                   const fs::path& chosen, TemplateHashes& hashes)
{
    const auto& named = row.look.fittedOn;
    const bool isNone = modelTemplate.empty();
    if (!named || !takesTemplate(row) || (!isNone && hashes.of(modelTemplate) == named->sha256)) {
        return;
    }
    const std::string fitted = "was fitted on the template " + quoted(named->path.filename()) +
                               " (SHA-256 " + shortHash(named->sha256) + ")";
    const std::string other =
        isNone ? std::string()
               : quoted(modelTemplate) + " (SHA-256 " + shortHash(hashes.of(modelTemplate)) + ")";
    const Lineage* standing = standingLineage(study, row.lineage);
    if (!chosen.empty() && modelTemplate == fs::absolute(chosen)) {
        row.warnings.push_back("It " + fitted + " and is put into another, " + other +
                               ", as was said: unless both are the same network, its values are "
                               "of none that was trained.");
    } else if (standing != nullptr || !fittedTemplate(row, study, hashes).empty()) {
        row.problem = "It " + fitted + ", and its run " +
                      (isNone ? "has none" : "has another, " + other) +
                      ". Put it into a run of its own.";
    } else {
        row.problem = "It " + fitted + ", which lies neither beside it nor at " +
                      quoted(named->path) +
                      (isNone ? std::string() : "; that of the study, " + other + ", is another") +
                      ". Say where its template is.";
        row.open = RowQuestion::Template;
    }
}

fs::path templatePlace(const fs::path& modelTemplate, const fs::path& folder)
{
    return modelTemplate.empty() || modelTemplate.is_absolute() ? modelTemplate
                                                                : folder / modelTemplate;
}

fs::path templateOf(const CheckpointRow& row, const fs::path& folder)
{
    return row.look.container == Container::TorchScript ? fs::path()
                                                        : templatePlace(row.modelTemplate, folder);
}

std::string templateNote(const CheckpointRow& row)
{
    if (!takesTemplate(row) || row.modelTemplate.empty()) {
        return {};
    }
    return (row.modelTemplate.is_absolute() ? ". Put into the template "
                                            : ". Put into the study's template ") +
           quoted(row.modelTemplate);
}

} // namespace palimpsest

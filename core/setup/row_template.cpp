// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/row_template.h"

#include <algorithm>

namespace palimpsest {

namespace fs = std::filesystem;

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

fs::path templateFor(const std::string& lineage, const std::vector<CheckpointRow>& rows,
                     const Study& study, const fs::path& chosen)
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
    if (!chosen.empty() || !anyIs(needsTemplate)) {
        return {};
    }
    const auto first = std::ranges::find_if(
        study.lineages, [](const Lineage& of) { return !of.modelTemplate.empty(); });
    return standing != nullptr || first == study.lineages.end() ? fs::path() : first->modelTemplate;
}

fs::path templatePlace(const fs::path& modelTemplate, const fs::path& folder)
{
    return modelTemplate.empty() || modelTemplate.is_absolute() ? modelTemplate
                                                                : folder / modelTemplate;
}

fs::path templateOf(const CheckpointRow& row, const fs::path& folder, const Study& study,
                    const JoiningChoices& choices)
{
    return row.look.container == Container::TorchScript
               ? fs::path()
               : templatePlace(templateFor(row.lineage, {row}, study, choices.modelTemplate),
                               folder);
}

} // namespace palimpsest

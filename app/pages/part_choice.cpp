// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_choice.h"

#include "app/pages/part_set_edits.h"
#include "app/parts/part_editor.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/tables/part_list_model.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace palimpsest {

PartChoice::PartChoice(StudySession& session, const PartSetEdits& sets, PartsPanel& panel,
                       QObject* parent)
    : QObject(parent), m_session(session), m_sets(sets), m_panel(panel)
{
}

bool PartChoice::hasSample() const
{
    return m_session.document() != nullptr && !m_session.study().samples.empty();
}

const std::string& PartChoice::sampleId() const
{
    return m_session.study().samples[m_session.selection().sample()].id;
}

void PartChoice::choosePart(int chosen)
{
    if (!hasSample()) {
        return;
    }
    const std::vector<std::string> names = m_editor->partNames();
    const int part = std::min(chosen, static_cast<int>(names.size()) - 1);
    remember(part, part < 0 ? "" : names[static_cast<std::size_t>(part)]);
    m_editor->setCurrentPart(part);
    m_panel.setCurrentPart(part);
}

void PartChoice::remember(int part, const std::string& name)
{
    Chosen& chosen = m_chosen[sampleId()];
    if (chosen.name != name) {
        chosen.before = chosen.name;
    }
    chosen.part = part;
    chosen.name = name;
}

void PartChoice::chooseMissing(int entry)
{
    const PartNames* set = hasSample() ? m_sets.shown() : nullptr;
    if (set == nullptr || entry >= static_cast<int>(set->parts.size())) {
        return;
    }
    const PartStyle look = styleOf(*set, entry);
    remember(-1, look.name);
    m_editor->setMissingPart(look);
    m_panel.setMissingPart(entry);
}

void PartChoice::chooseNamed(const std::string& name)
{
    if (hasSample() && !name.empty()) {
        chooseCalled(name);
    }
}

void PartChoice::chooseAgain()
{
    const auto known = m_chosen.find(sampleId());
    const Chosen chosen = known != m_chosen.end() ? known->second : Chosen();
    const auto parts = static_cast<int>(m_editor->partNames().size());
    if (chooseCalled(chosen.name) || (chosen.part >= parts && chooseCalled(chosen.before))) {
        return;
    }
    const PartNames* set = m_sets.shown();
    if (parts == 0 && set != nullptr && !set->parts.empty()) {
        chooseMissing(0);
    } else {
        choosePart(std::max(0, chosen.part));
    }
}

/// Whether there is a part of that name, or one of the set.
bool PartChoice::chooseCalled(const std::string& name)
{
    const std::vector<std::string> names = m_editor->partNames();
    if (const auto part = std::ranges::find(names, name); part != names.end()) {
        choosePart(static_cast<int>(part - names.begin()));
        return true;
    }
    const PartNames* set = m_sets.shown();
    if (set == nullptr) {
        return false;
    }
    const auto entry = std::ranges::find(set->parts, name, &NamedPart::name);
    if (entry == set->parts.end()) {
        return false;
    }
    chooseMissing(static_cast<int>(entry - set->parts.begin()));
    return true;
}

void PartChoice::useKey(int digit)
{
    constexpr int kKeys = 10;
    if (!hasSample()) {
        return;
    }
    const PartNames* set = m_sets.shown();
    if (set == nullptr) {
        m_editor->usePart((digit + kKeys - 1) % kKeys);
        return;
    }
    const auto entry = std::ranges::find(set->parts, std::optional(digit), &NamedPart::key);
    if (entry == set->parts.end()) {
        emit statusText(tr("No part of the set “%1” has the key %2.")
                            .arg(QString::fromStdString(set->name))
                            .arg(digit));
        return;
    }
    const std::vector<std::string> names = m_editor->partNames();
    const auto part = std::ranges::find(names, entry->name);
    if (part != names.end()) {
        m_editor->usePart(static_cast<int>(part - names.begin()));
    } else {
        chooseMissing(static_cast<int>(entry - set->parts.begin()));
        m_editor->useMissingPart();
    }
}

void PartChoice::showSet()
{
    const PartNames* set = m_sets.shown();
    m_panel.setNames(set != nullptr ? std::optional(*set) : std::nullopt);
}

} // namespace palimpsest

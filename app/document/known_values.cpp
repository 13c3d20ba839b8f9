// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/known_values.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

KnownValues::KnownValues(QObject* parent) : QObject(parent)
{
    connect(&m_reader, &ValueReader::loaded, this,
            [this](const std::shared_ptr<StudyValues>& values) {
                m_stored = values;
                m_areLoading = false;
                emit loaded();
            });
    connect(&m_reader, &ValueReader::failed, this, [this](const QString& why) {
        m_areLoading = false;
        emit failed(why);
    });
}

void KnownValues::load(std::filesystem::path folder, Study study)
{
    m_areLoading = true;
    m_arrived.clear(); // what comes from now on may be newer than what is read
    m_reader.load(std::move(folder), std::move(study));
}

void KnownValues::forget()
{
    m_reader.drop();
    m_areLoading = false;
    m_stored.reset();
    m_arrived.clear();
}

void KnownValues::add(const Study& study, const UnitIndex& unit, const ValueTable& table)
{
    m_arrived[unit] = comparedValues(study, *m_stored, unit, table);
}

void KnownValues::merge(const Study& study)
{
    for (auto& [unit, table] : m_arrived) {
        if (study.settings.valueKind != ValueKind::Output) { // for which it does not matter
            m_stored->outputs.emplace(unit.checkpoint, table.outputs);
        }
        m_stored->units[unit] =
            completeReport({nonFiniteCount(table.v), table.floored}, table.partCount);
        m_stored->tables[unit] = std::move(table);
    }
    m_arrived.clear();
}

UnitReport KnownValues::report(const UnitIndex& unit) const
{
    if (const auto arrived = m_arrived.find(unit); arrived != m_arrived.end()) {
        return completeReport({nonFiniteCount(arrived->second.v), arrived->second.floored},
                              arrived->second.partCount);
    }
    if (m_stored) {
        if (const auto found = m_stored->units.find(unit); found != m_stored->units.end()) {
            return found->second;
        }
    }
    return {};
}

const UnitValues* KnownValues::table(const UnitIndex& unit) const
{
    if (const auto found = m_arrived.find(unit); found != m_arrived.end()) {
        return &found->second;
    }
    if (!m_stored) {
        return nullptr;
    }
    const auto found = m_stored->tables.find(unit);
    return found != m_stored->tables.end() ? &found->second : nullptr;
}

bool KnownValues::hasSample(std::size_t sample) const
{
    const auto ofSample = [&](const auto& entry) { return entry.first.sample == sample; };
    return std::ranges::any_of(m_arrived, ofSample) ||
           (m_stored && std::ranges::any_of(m_stored->tables, ofSample));
}

std::size_t KnownValues::notFiniteUnits() const
{
    const auto isNotFinite = [](const auto& entry) { return entry.second.nonFinite > 0; };
    return m_stored ? static_cast<std::size_t>(std::ranges::count_if(m_stored->units, isNotFinite))
                    : 0;
}

std::map<CheckpointIndex, OutputKind> KnownValues::outputs() const
{
    return m_stored ? m_stored->outputs : std::map<CheckpointIndex, OutputKind>();
}

} // namespace palimpsest

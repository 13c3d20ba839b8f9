// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/model_cache.h"

#include "core/models/modules/torch_runtime.h"

#include <algorithm>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMostBytes = 256u << 20;

} // namespace

std::shared_ptr<Classifier> ModelCache::open(StudyInputs& inputs, const UnitIndex& unit,
                                             const ExecutionPlan& plan)
{
    const std::filesystem::path weights = inputs.weightsPath(unit);
    const auto known = std::ranges::find_if(m_entries, [&](const Entry& entry) {
        return entry.weights == weights && entry.plan == plan;
    });
    if (known != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, known);
        prepareTorch(plan.threads); // others may have run in between
        return known->model;
    }
    std::error_code status;
    const std::uintmax_t size = std::filesystem::file_size(weights, status);
    const std::uint64_t bytes = status ? 0 : size;
    while (!m_entries.empty() && m_bytes + bytes > kMostBytes) {
        m_bytes -= m_entries.back().bytes;
        m_entries.pop_back(); // before the next takes its memory
    }
    m_entries.push_front({weights, plan, bytes, openModel(inputs, unit, plan)});
    m_bytes += bytes;
    return m_entries.front().model;
}

} // namespace palimpsest

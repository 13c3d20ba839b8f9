// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/extraction/unit_model.h"

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>

namespace palimpsest {

/// Opened models of a run. Units go sample by sample, so that the same checkpoints come round again
/// and again, and opening a small network takes as long as many of its passes.
class ModelCache
{
public:
    /// The model of `unit` as `plan` says, opened now or before. The models used longest ago are
    /// closed when the weight files of all together exceed a quarter of a gigabyte. Throws as
    /// openModel does.
    std::shared_ptr<Classifier> open(StudyInputs& inputs, const UnitIndex& unit,
                                     const ExecutionPlan& plan);

private:
    struct Entry
    {
        std::filesystem::path weights;
        ExecutionPlan plan;
        std::uint64_t bytes = 0;
        std::shared_ptr<Classifier> model;
    };

    std::list<Entry> m_entries; ///< the last used in front
    std::uint64_t m_bytes = 0;
};

} // namespace palimpsest

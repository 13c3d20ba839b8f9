// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/open_file.h"
#include "core/units/unit_files.h"

#include <optional>

namespace palimpsest {

/// Whether units still belong where a run that has read the study puts them: others may rename and
/// remove samples, runs and checkpoints meanwhile, and give their names to others.
class StandingUnits
{
public:
    /// Of a study in a folder, as the run knows it; both must outlive this.
    explicit StandingUnits(const UnitFiles& files) : m_files(files), m_now(files.study()) {}

    /// Throws BadInput, which names the unit, when study.json has something else in its place now.
    /// One that cannot be read, as it may be half written, says nothing.
    void require(const UnitIndex& unit);

private:
    void look();

    const UnitFiles& m_files;
    std::optional<FileStamp> m_stamp; ///< of study.json when it was last read
    Study m_now;                      ///< as it was then
};

} // namespace palimpsest

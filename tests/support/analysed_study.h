// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"
#include "support/random_tables.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace palimpsest {

/// The small study with made-up values in its units.
class AnalysedStudy : public testing::Test
{
protected:
    AnalysedStudy() : m_study(makeSmallStudy(m_folder.path())), m_inputs(m_folder.path(), m_study)
    {
        for (std::size_t lineage = 0; lineage < 3; ++lineage) {
            for (std::size_t i = 0; i < m_study.lineages[lineage].checkpoints.size(); ++i) {
                for (std::size_t sample = 0; sample < 2; ++sample) {
                    const auto seed = static_cast<std::uint32_t>(100 * lineage + 10 * i + sample);
                    write({{lineage, i}, sample}, randomTable(3, seed));
                }
            }
        }
    }

    void write(const UnitIndex& unit, const std::vector<double>& v)
    {
        ValueUnit stored{.key = m_inputs.key(unit), .table = {.partCount = 3, .v = v}};
        stored.table.logits = Matrix<float>(8, 4);
        stored.table.logits.row(7)[1] = 2.0F; // class 1 wins when all is visible
        writeUnit(m_inputs.valuesPath(unit), stored);
    }

    void remove(const UnitIndex& unit) { std::filesystem::remove(m_inputs.valuesPath(unit)); }

    Analysis analysed(const AnalysisOptions& options = {.nulls = NullSettings{.draws = 5}})
    {
        return analyse(m_inputs, options);
    }

    static bool warns(const Analysis& analysis, const std::string& text)
    {
        return std::ranges::any_of(analysis.warnings, [&](const std::string& warning) {
            return warning.find(text) != std::string::npos;
        });
    }

    TemporaryFolder m_folder;
    Study m_study;
    StudyInputs m_inputs;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/values/value_table.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace palimpsest {

/// What stays in memory of a unit's table, as a study holds tens of thousands: all of v, of the
/// logits what is looked at.
struct UnitValues
{
    int partCount = 0;
    std::vector<double> v;                    ///< 2^n values
    std::vector<float> logitsNone, logitsAll; ///< rows of ∅ and N; empty where logits were not kept
    std::vector<std::uint16_t> predicted;     ///< class with the largest logit, by coalition; empty
                                              ///< where logits were not kept
    std::optional<NumericalNoise> noise;
    int target = 0;                          ///< class v speaks of; −1 where that is not known
    OutputKind outputs = OutputKind::Logits; ///< what the logits are
    std::size_t floored = 0;                 ///< values that hang on a probability of 0

    bool operator==(const UnitValues&) const = default;
};

/// `table` with v of `target` and `kind`. Throws as valueOf does.
UnitValues unitValues(ValueTable table, int target, ValueKind kind);

/// Takes up the rows of ∅ and N, where they were kept and have as many columns as those before.
void addAnswers(const UnitValues& values, Matrix<float>& answers);

/// Class with the largest logit when every part is visible, or −1 when logits were not kept.
int predictedClass(const UnitValues& values);

/// The same when the parts of a coalition are visible.
int predictedClass(const UnitValues& values, Coalition visible);

/// Probability of the class that v speaks of, to show beside v, which is of `kind`: from v where it
/// tells, else from the logits of ∅ and N; none where neither does.
std::optional<double> probabilityOf(const UnitValues& values, Coalition visible, ValueKind kind);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// What curves over epochs show.
enum class CurveKind {
    Knowledge, ///< preserved, discarded, new: strength per sample
    Shares,    ///< preservation rate with its null, completeness
    Likeness,
    Ratio, ///< what scratch has of the preserved
    Accuracy,
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/values/value_table.h"

#include <span>

namespace palimpsest {

/// The table of coarser parts, from one of finer parts, without a pass: part i lies in part
/// `partOf[i]` of the new table, or became background (−1) and is always present. Part j of the new
/// table, of `partCount` parts with at least one in each, is present when all that lie in it are.
/// Logits that were too large to keep stay away.
ValueTable coarsened(const ValueTable& table, std::span<const int> partOf, int partCount);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/checkpoint_table.h"

#include <string>
#include <vector>

namespace palimpsest {

/// What the file of a row that was checked is, with what is unusual of its network where its
/// tensors alone make it: one line, for people.
std::string describe(const CheckpointRow& row);

/// What is still to be asked of the network of a row that was checked.
std::vector<NetworkQuestion> openQuestions(const CheckpointRow& row);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/tensor_map.h"

#include <string>

namespace palimpsest {

/// What stands before the names of the only known network among `tensors`, such as "net." or
/// "encoder_q.", or of the only tensors that resemble one; empty when nothing does, no network is
/// known, or names do not tell which of several is meant. Looks at shapes alone.
std::string networkPrefix(const TensorMap& tensors);

} // namespace palimpsest

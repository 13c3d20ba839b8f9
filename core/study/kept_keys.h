// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>

namespace palimpsest {

/// Puts into `fresh`, which is to be written, what stands in the file and was not understood: keys
/// of `standing` that are missing in `understood`, which is `standing` as it was read and would be
/// written again. Objects in lists are the same where "id", "name" or "epoch" is;
/// where all but one are, that one was renamed.
void keepUnknownKeys(nlohmann::ordered_json& fresh, const nlohmann::ordered_json& standing,
                     const nlohmann::ordered_json& understood);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace palimpsest {

/// The names of classes that a config.json of Hugging Face tells, by number: of "id2label", or else
/// of "label2id"; empty where it has neither. Throws BadFile where a number has no name, two have
/// one entry, or the two contradict each other; names as "LABEL_0", which the library makes up,
/// contradict nothing.
std::vector<std::string> labelsInConfig(const nlohmann::json& config);

} // namespace palimpsest

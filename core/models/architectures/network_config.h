// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/blueprint.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace palimpsest {

/// What the text of a config.json says, an object, where timm's "model_args" stand among the other
/// entries and go before them. Throws BadFile.
nlohmann::json networkConfig(const std::string& text);

/// The type of model that the text of a config.json says, of Hugging Face or timm; empty where it
/// says none or is broken.
std::string typeIn(const std::string& text);

/// Throws BadFile where `config` speaks of another network than the tensors of `network` do, or
/// asks for what cannot be built. Where it says of which library's model it is, it may also say
/// nothing that is not understood; else it may be that of a training.
void requireConfigOf(const Blueprint& network, const nlohmann::json& config);

/// Takes over what `config` says of the answers of `network`.
void addMeaning(Blueprint& network, const nlohmann::json& config);

} // namespace palimpsest

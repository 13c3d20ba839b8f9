// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/model_commands.h"
#include "core/models/architectures/architecture.h"
#include "core/values/model_input.h"

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What one INPUT of `logits` holds, with no part: a picture, a sentence, or all pictures of a
/// tensor [pictures, channels, height, width]. Adds to `lines` what is to be said beside the
/// numbers. Throws BadInput or BadFile.
std::vector<ModelInput> inputsOf(const LogitsCommand& command, const std::string& input,
                                 const std::optional<Architecture>& architecture,
                                 std::vector<std::string>& lines);

/// A sentence that another tokenizer has split: "101,2023,102", or with spaces; `segments` are
/// written alike, or none where all are 0. Throws BadInput.
ModelInput idsInputOf(const std::string& ids, const std::optional<std::string>& segments);

/// Throws BadInput where the network takes fewer tokens than an input has, or does not know one of
/// them or of their segments.
void requireTaken(const ModelInput& input, const std::string& source, const Architecture& network);

} // namespace palimpsest

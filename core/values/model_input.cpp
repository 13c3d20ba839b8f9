// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/model_input.h"

#include "core/base/sha256.h"

#include <string_view>

namespace palimpsest {

std::string sampleSha256(const ModelInput& input)
{
    if (const auto* sentence = std::get_if<SentenceInput>(&input.content)) {
        return sha256(std::string_view(reinterpret_cast<const char*>(sentence->tokens.data()),
                                       sentence->tokens.size() * sizeof(int)));
    }
    return sha256(std::get<PictureInput>(input.content).image);
}

std::string baselineSha256(const ModelInput& input)
{
    if (const auto* sentence = std::get_if<SentenceInput>(&input.content)) {
        return sha256(sentence->replacement ? "token " + std::to_string(*sentence->replacement)
                                            : std::string("deleted"));
    }
    return sha256(std::get<PictureInput>(input.content).baseline);
}

} // namespace palimpsest

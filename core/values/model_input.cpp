// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/model_input.h"

#include "core/base/sha256.h"

#include <vector>

namespace palimpsest {

namespace {

std::string bytesOf(const std::vector<int>& numbers)
{
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(int)};
}

} // namespace

std::string sampleSha256(const ModelInput& input)
{
    if (const auto* sentence = std::get_if<SentenceInput>(&input.content)) {
        std::string shows = bytesOf(sentence->tokens);
        if (!sentence->segments.empty()) {
            shows += "segments" + bytesOf(sentence->segments);
        }
        return sha256(shows);
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

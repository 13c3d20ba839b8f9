// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/samples/sentence_parts.h"
#include "core/study/study.h"

#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

/// Name and value of every setting of a study, in words.
std::vector<std::pair<std::string, std::string>> describedSettings(const Study& study);

/// What two versions of one thing are called where they are compared.
struct VersionNames
{
    std::string first = "here";
    std::string second = "there";
};

// What differs between two versions, in lines such as "samples: 3 here, 4 there (only there:
// coat_9)"; none when they are equal.

std::vector<std::string> differences(const Study& first, const Study& second,
                                     const VersionNames& names = {});
std::vector<std::string> differences(const Drawing& first, const Drawing& second,
                                     const VersionNames& names = {});
std::vector<std::string> differences(const SentenceParts& first, const SentenceParts& second,
                                     const VersionNames& names = {});

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence_parts.h"

#include <cstddef>

namespace palimpsest {

/// Two versions of the parts of a sentence, which are small enough to be kept whole.
struct WordsChange
{
    SentenceParts before;
    SentenceParts after;
};

WordsChange changeBetween(const SentenceParts& before, const SentenceParts& after);

const SentenceParts& withChange(const SentenceParts& before, const WordsChange& change);
const SentenceParts& withoutChange(const SentenceParts& after, const WordsChange& change);

/// About what it takes in memory.
std::size_t bytesOf(const WordsChange& change);

} // namespace palimpsest

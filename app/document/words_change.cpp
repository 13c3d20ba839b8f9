// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/words_change.h"

namespace palimpsest {

WordsChange changeBetween(const SentenceParts& before, const SentenceParts& after)
{
    return {before, after};
}

const SentenceParts& withChange(const SentenceParts& /*before*/, const WordsChange& change)
{
    return change.after;
}

const SentenceParts& withoutChange(const SentenceParts& /*after*/, const WordsChange& change)
{
    return change.before;
}

std::size_t bytesOf(const WordsChange& change)
{
    std::size_t bytes = sizeof(WordsChange);
    for (const SentenceParts* parts : {&change.before, &change.after}) {
        bytes += parts->text.size();
        for (const WordPart& part : parts->parts) {
            bytes += sizeof(WordPart) + part.words.size() * sizeof(part.words[0]);
        }
    }
    return bytes;
}

} // namespace palimpsest

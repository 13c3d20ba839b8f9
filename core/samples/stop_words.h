// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace palimpsest {

/// Whether `word`, in lower case and with straight apostrophes, is an English word that says
/// little by itself: articles, pronouns, prepositions, conjunctions, auxiliaries and what is
/// contracted with them. Words that deny or grade ("not", "n't", "very") are none of these: models
/// of opinions hang on them.
bool isStopWord(std::string_view word);

/// Whether `ending` is what an apostrophe contracts: the "s" of "'s", the "ve" of "'ve", …
bool isContracted(std::string_view ending);

} // namespace palimpsest

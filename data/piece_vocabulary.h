// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace palimpsest {

/// A vocabulary of word pieces of `texts`, in lower case without accents: the special tokens, all
/// characters, then what comes of joining the most frequent pair of neighbouring pieces again and
/// again (Sennrich et al., arXiv 1508.07909) until there are `size` pieces or nothing is left to
/// join. Pieces inside of a word begin with "##". Equal texts give equal pieces.
std::vector<std::string> makePieces(const std::vector<std::string>& texts, std::size_t size);

} // namespace palimpsest

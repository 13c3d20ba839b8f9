// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/word_pieces.h"

#include <filesystem>

namespace palimpsest {

/// How sentences become what models take.
struct Tokenisation
{
    /// vocab.txt of a BERT, relative to the study's folder; empty where sentences come with their
    /// tokens, as another tokenizer has split them.
    std::filesystem::path vocabulary;
    WordPieceOptions options; ///< of these the length alone where there is no vocabulary
    SpecialTokens special;    ///< where there is no vocabulary that tells them

    bool operator==(const Tokenisation&) const = default;
};

} // namespace palimpsest

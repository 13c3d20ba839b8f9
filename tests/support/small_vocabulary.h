// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/files.h"
#include "core/samples/word_pieces.h"
#include "support/temporary_folder.h"

namespace palimpsest {

/// A vocabulary of a few pieces: [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, [MASK] 4, then `pieces`.
inline WordPieces smallVocabulary(const std::string& pieces, const WordPieceOptions& options = {})
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + pieces);
    return WordPieces(folder / "vocab.txt", options);
}

} // namespace palimpsest

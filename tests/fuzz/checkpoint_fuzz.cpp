// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/readers/checkpoint_file.h"
#include "fuzz/memory_file.h"

// A file is read or refused; nothing else may come out of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const palimpsest::MemoryFile file(bytes, size);
    try {
        palimpsest::readCheckpoint(file.path());
    } catch (const palimpsest::BadFile&) {
        return 0;
    }
    return 0;
}

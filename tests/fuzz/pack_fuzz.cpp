// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/study/value_pack.h"

// The head of a pack whose checksum holds. Its units are read as unit_fuzz reads them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    constexpr std::uint64_t kSize = 1u << 20; // of the whole file, so that units have room
    try {
        palimpsest::openPack({.path = "x.pack.h5",
                              .stamp = {.size = kSize},
                              .bytes = std::string(reinterpret_cast<const char*>(bytes), size)});
    } catch (const palimpsest::BadFile&) {
        return 0;
    }
    return 0;
}

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/study/value_unit.h"

// The inside of a unit, signed, so that what is behind the checksum is reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string inside(reinterpret_cast<const char*>(bytes), size);
    try {
        palimpsest::unitOfBytes("unit.h5", inside + palimpsest::sha256(inside));
    } catch (const palimpsest::BadFile&) {
        return 0;
    }
    return 0;
}

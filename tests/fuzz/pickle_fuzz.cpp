// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/readers/pickle_machine.h"
#include "core/models/readers/torch_state.h"

#include <string>

// A pickle with storages that have whatever size is asked for, so that every tensor is built.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace palimpsest;
    const std::string all(reinterpret_cast<const char*>(bytes), size);
    ByteStream stream("x.pt", size, [&](std::uint64_t offset, std::uint64_t count) {
        return all.substr(offset, count);
    });
    try {
        const PickleGraph graph = readPickle(stream);
        readState(graph, findStateDict(graph, "x.pt"), 0, "x.pt",
                  [](const std::string&, std::uint64_t count) { return std::string(count, 'x'); });
    } catch (const BadFile&) {
        return 0;
    }
    return 0;
}

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/modules/network_reading.h"

#include "core/models/architectures/network_prefix.h"

#include <string>
#include <utility>

namespace palimpsest {

CheckpointFile readNetwork(const std::filesystem::path& path)
{
    CheckpointFile file = readCheckpoint(path);
    const std::string prefix = networkPrefix(file.tensors);
    if (prefix.empty()) {
        return file;
    }
    return narrowedTo(prefix, std::move(file));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>

namespace palimpsest {

/// The linear layer that makes logits of a network's features; a probe replaces its two tensors.
struct ClassifierHead
{
    std::string weight; ///< name of the tensor [classes, features]
    std::string bias;   ///< name of the tensor [classes]
    std::int64_t features = 0;
    bool isOfLabels = false; ///< whether a sigmoid for each class by itself follows
    bool isTurned = false;   ///< whether the weight is [features, classes] instead, as x @ W has it

    bool operator==(const ClassifierHead&) const = default;
};

/// The name of the layer: "fc.3" of "fc.3.weight".
std::string layerName(const ClassifierHead& head);

} // namespace palimpsest

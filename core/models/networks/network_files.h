// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"

#include <filesystem>

namespace palimpsest {

/// What a network gives per input.
enum class Output {
    Logits,   ///< [batch, classes]
    Features, ///< [batch, features]: what the head stands on; needs no head in the file
};

/// What a network is made of, and how it is to run.
struct NetworkFiles
{
    std::filesystem::path modelTemplate; ///< TorchScript for the weights to be put into, or empty
    std::filesystem::path weights;
    NetworkFacts facts = {}; ///< of weights that stand for themselves, as a person has told them
    Output output = Output::Logits;
};

} // namespace palimpsest

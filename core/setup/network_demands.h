// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/preprocessing.h"
#include "core/study/study.h"

#include <filesystem>
#include <string>

namespace palimpsest {

// What the networks of a study ask of a change to it.

/// Throws BadInput, naming the checkpoint and what is so of it, when the network of a run that is
/// known by its tensors cannot go with what `after` changes of `before`, the study in `folder`: it
/// takes pictures of another size or of other channels, or no sentences of that length, or its
/// config.json says that its answers are none that the new value is made of. What `before` says
/// itself is not looked at again.
void requireNetworksFor(const Study& after, const std::filesystem::path& folder,
                        const Study& before);

/// That it was not tried whether the programs among a study's networks take pictures of the size
/// and the channels that `after` makes, a sentence that names their runs; empty where there is no
/// program, or where the study's own preprocessing makes such pictures.
std::string untriedPrograms(const Preprocessing& after, const std::filesystem::path& folder,
                            const Study& study);

} // namespace palimpsest

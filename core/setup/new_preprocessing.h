// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/samples/preprocessing.h"
#include "core/study/study.h"

#include <filesystem>
#include <map>
#include <string>

namespace palimpsest {

/// The parts of every picture of a study that has some, by sample, as they are to be for models
/// with `after`: those that were drawn on the stored picture stay as they are, others go through
/// the study's own way back to it, and from there through the new one to what these models will
/// see. Nothing is written. Throws BadInput, naming the sample, when a stored picture cannot be
/// prepared so, or when a part that has pixels now would be left outside; BadFile.
std::map<std::string, Drawing> partsUnder(const Preprocessing& after,
                                          const std::filesystem::path& folder, const Study& study);

/// Throws BadInput, naming the checkpoint and what it takes, when the network of a run that is
/// known by its tensors takes pictures of another size or of other channels than `after` makes;
/// what the study's own preprocessing makes is not looked at again.
void requireNetworksFor(const Preprocessing& after, const std::filesystem::path& folder,
                        const Study& study);

/// That it was not tried whether the programs among a study's networks take pictures of the size
/// and the channels that `after` makes, a sentence that names their runs; empty where there is no
/// program, or where the study's own preprocessing makes such pictures.
std::string untriedPrograms(const Preprocessing& after, const std::filesystem::path& folder,
                            const Study& study);

} // namespace palimpsest

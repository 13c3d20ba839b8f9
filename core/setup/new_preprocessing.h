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

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/samples/preprocessing.h"
#include "core/study/study.h"

#include <filesystem>

namespace palimpsest {

/// The parts of a picture, as its file has them, on what models with `preprocessing` see: files may
/// speak of that or of the stored picture. Throws BadFile when the file is missing or damaged,
/// BadInput when it speaks of a picture of another size.
Drawing seenParts(const std::filesystem::path& folder, const Sample& sample,
                  const Preprocessing& preprocessing);

} // namespace palimpsest

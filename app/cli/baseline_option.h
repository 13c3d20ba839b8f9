// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/baseline.h"
#include "core/samples/sentence.h"

#include <string>

namespace palimpsest {

/// What `--baseline` says of pictures that are prepared so: a name, "blur:SIGMA" with σ in pixels,
/// or a level from 0 to 255 for each channel. Throws BadInput, which lists them.
Baseline baselineFrom(const std::string& text, const Preprocessing& preprocessing);

/// What it says of sentences. Throws BadInput, which lists what there is.
TextBaseline textBaselineFrom(const std::string& text);

} // namespace palimpsest

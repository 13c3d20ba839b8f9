// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/part_names.h"
#include "core/samples/sentence_parts.h"

namespace palimpsest {

// New parts get a colour that neither another part nor a name of the part set (null for none) has,
// while the palette has one; what their number says need not be said.

/// Those of `after` that are more than `before` has, and have no colour.
Drawing withFreeColours(Drawing after, const Drawing& before, const PartNames* set);

/// Those that have no colour.
SentenceParts withFreeColours(SentenceParts words, const PartNames* set);

} // namespace palimpsest

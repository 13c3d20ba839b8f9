// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/knowledge/knowledge_split.h"
#include "widgets/style/palette.h"

namespace palimpsest::palette {

/// The hue of what became of a pattern.
inline QColor statusColour(PatternStatus status)
{
    switch (status) {
    case PatternStatus::Preserved:
        return kPreserved;
    case PatternStatus::Flipped:
        return kFlipped;
    case PatternStatus::Discarded:
        return kDiscarded;
    case PatternStatus::New:
        return kNew;
    case PatternStatus::NotSalient:
        break;
    }
    return kFaintInk;
}

} // namespace palimpsest::palette

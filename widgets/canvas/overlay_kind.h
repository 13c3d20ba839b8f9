// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// What the explorer lays over a picture.
enum class OverlayKind {
    Parts, ///< outlines only
    Preserved,
    Discarded,
    New,
    Pattern, ///< the parts of the selected pattern lit, the others dimmed
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// How parts are laid over the picture that they are drawn on; it changes nothing of them.
struct PartsLook
{
    static constexpr int kUsualOpacity = 45;

    int opacity = kUsualOpacity; ///< of their colours, in percent
    bool isOutlineOnly = false;  ///< no colours within the borders
    bool hasNames = true;        ///< of the parts
    bool showsUncovered = false; ///< hatched: what of the object is in no part

    bool operator==(const PartsLook&) const = default;
};

} // namespace palimpsest

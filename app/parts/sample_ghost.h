// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/placed.h"

#include <QString>

namespace palimpsest {

/// What of another sample is laid onto one, and where it begins.
struct SampleGhost
{
    Drawing parts;
    Placement start;
    QString what; ///< a sentence
};

/// Of `other`, the drawing of the sample called `name`; no parts where it has none drawn.
SampleGhost ghostOf(const Drawing& other, const QString& name, const Drawing& here);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/sample_ghost.h"

#include "core/parts/part_names.h"
#include "widgets/style/counted.h"
#include "widgets/style/part_colours.h"

#include <QObject>

#include <algorithm>

namespace palimpsest {

SampleGhost ghostOf(const Drawing& other, const QString& name, const Drawing& here)
{
    SampleGhost ghost{.parts = partsFor(here, withColours(other)), .start = {}, .what = {}};
    ghost.start = fittingPlacement(here, other, ghost.parts);
    const auto isLaid = [&](const std::string& part) { return partIndex(ghost.parts, part) >= 0; };
    const QString parts =
        counted(ghost.parts.parts.size(), QObject::tr("1 part"), QObject::tr("%1 parts"));
    ghost.what = std::ranges::none_of(drawnParts(here), isLaid)
                     ? QObject::tr("%1 of %2 that this picture does not have.").arg(parts, name)
                     : QObject::tr("%1 of %2, which get what they cover here.").arg(parts, name);
    return ghost;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/sample_parts.h"

#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/samples/picture_view.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"

namespace palimpsest {

Drawing seenParts(const std::filesystem::path& folder, const Sample& sample,
                  const Preprocessing& preprocessing)
{
    const std::filesystem::path file = ownParts(folder, sample);
    Drawing drawing = readLabelMe(file);
    if (isOnView(drawing, preprocessing)) {
        return drawing; // the picture need not be opened for that
    }
    const Image stored = readImage(ownFile(folder, sample.image), 1);
    return onView(std::move(drawing), stored.width, stored.height, preprocessing, quoted(file));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/seen_original.h"

#include "core/assists/label_counts.h"
#include "core/samples/picture_view.h"
#include "widgets/pictures/to_qimage.h"

#include <QRectF>

#include <cstddef>
#include <utility>

namespace palimpsest {

std::optional<SeenArea> seenAreaOf(const SampleSheet& sheet, const Preprocessing& preprocessing)
{
    const Drawing& drawing = sheet.drawing;
    if (isOnView(drawing, preprocessing) || !sheet.pictureProblem.isEmpty() ||
        !sheet.partsProblem.isEmpty()) {
        return std::nullopt;
    }
    const PictureMapping back = inverted(viewOf(drawing.width, drawing.height, preprocessing));
    const QRectF all(0, 0, drawing.width, drawing.height);
    const QRectF area(QPointF(back.left, back.top), QSizeF(back.scaleX * preprocessing.width,
                                                           back.scaleY * preprocessing.height));
    return SeenArea{
        .area = area.intersected(all), .picture = toQImage(sheet.picture), .parts = sheet.parts};
}

LabelMap seenLabels(const LabelMap& map, const Preprocessing& preprocessing)
{
    if (map.width == preprocessing.width && map.height == preprocessing.height) {
        return map;
    }
    const PictureMapping back = inverted(viewOf(map.width, map.height, preprocessing));
    LabelMap seen{.width = preprocessing.width,
                  .height = preprocessing.height,
                  .parts = map.parts,
                  .labels = {}};
    for (int y = 0; y < seen.height; ++y) {
        for (int x = 0; x < seen.width; ++x) {
            const Point at = seenAt({x + 0.5, y + 0.5}, back);
            const bool isInside =
                at.x >= 0.0 && at.y >= 0.0 && at.x < map.width && at.y < map.height;
            const auto row = static_cast<std::size_t>(at.y) * static_cast<std::size_t>(map.width);
            seen.labels.push_back(isInside ? map.labels[row + static_cast<std::size_t>(at.x)] : 0);
        }
    }
    return counted(std::move(seen));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/seen_original.h"

#include "core/samples/picture_view.h"
#include "widgets/pictures/to_qimage.h"

#include <QRectF>

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

} // namespace palimpsest

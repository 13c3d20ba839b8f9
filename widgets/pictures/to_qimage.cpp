// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/pictures/to_qimage.h"

namespace palimpsest {

QImage toQImage(const Image& image)
{
    const QImage::Format format =
        image.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888;
    return QImage(image.pixels.data(), image.width, image.height, image.width * image.channels,
                  format)
        .copy();
}

} // namespace palimpsest

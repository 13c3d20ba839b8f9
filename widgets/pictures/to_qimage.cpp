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

Image toImage(const QImage& image)
{
    constexpr int kChannels = 3;
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    Image result{.width = rgb.width(), .height = rgb.height(), .channels = kChannels, .pixels = {}};
    for (int y = 0; y < rgb.height(); ++y) { // whose lines QImage pads
        result.pixels.insert(result.pixels.end(), rgb.constScanLine(y),
                             rgb.constScanLine(y) + rgb.width() * kChannels);
    }
    return result;
}

} // namespace palimpsest

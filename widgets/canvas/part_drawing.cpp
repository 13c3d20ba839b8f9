// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/part_drawing.h"

#include "widgets/pictures/part_borders.h"
#include "widgets/style/palette.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace palimpsest {

namespace {

constexpr double kFaintest = 0.12; // opacity of an amount just above nothing
constexpr double kStrongest = 0.86;
constexpr double kPictureShare = 0.45; // of the picture in its faded version

} // namespace

std::vector<bool> chosenLabels(const LabelMap& parts, const PartSet& chosen)
{
    std::vector<bool> labels(parts.parts.size() + 1, false);
    for (std::size_t i = 0; i < parts.parts.size(); ++i) {
        labels[i + 1] = chosen.contains(static_cast<int>(i));
    }
    return labels;
}

std::vector<QColor> partTints(const std::vector<double>& amounts, double largest, const QColor& hue)
{
    std::vector<QColor> tints;
    for (const double amount : amounts) {
        QColor tint = hue;
        const double share = largest > 0.0 ? std::clamp(amount / largest, 0.0, 1.0) : 0.0;
        tint.setAlphaF(
            static_cast<float>(share > 0.0 ? kFaintest + (kStrongest - kFaintest) * share : 0.0));
        tints.push_back(tint);
    }
    return tints;
}

QImage paintedParts(const LabelMap& parts, const std::vector<QColor>& colours,
                    const QColor& outside)
{
    std::vector<QRgb> byLabel = {qPremultiply(outside.rgba())};
    for (const QColor& colour : colours) {
        byLabel.push_back(qPremultiply(colour.rgba()));
    }
    byLabel.resize(parts.parts.size() + 1, qRgba(0, 0, 0, 0));
    QImage image(parts.width, parts.height, kOverlayFormat);
    for (int y = 0; y < parts.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const std::uint8_t* labels =
            parts.labels.data() +
            static_cast<std::size_t>(y) * static_cast<std::size_t>(parts.width);
        std::transform(labels, labels + parts.width, line,
                       [&byLabel](std::uint8_t label) { return byLabel[label]; });
    }
    return image;
}

QImage fadedPicture(const QImage& picture, const QColor& ground)
{
    QList<QRgb> shades;
    for (int grey = 0; grey < 256; ++grey) {
        shades << palette::mixed(ground, QColor(grey, grey, grey), kPictureShare).rgb();
    }
    // Greys become indices into the shades.
    QImage result = picture.convertToFormat(QImage::Format_Grayscale8);
    result.reinterpretAsFormat(QImage::Format_Indexed8);
    result.setColorTable(shades);
    return result.convertToFormat(QImage::Format_RGB32);
}

void drawInk(QImage& overlay, const QImage& picture, const LabelMap& parts, const PartSet& chosen)
{
    const std::vector<bool> isChosen = chosenLabels(parts, chosen);
    const QImage greys = picture.convertToFormat(QImage::Format_Grayscale8);
    const std::uint8_t* label = parts.labels.data();
    for (int y = 0; y < overlay.height(); ++y) {
        auto* to = reinterpret_cast<QRgb*>(overlay.scanLine(y));
        const std::uint8_t* paper = greys.constScanLine(y);
        for (int x = 0; x < overlay.width(); ++x, ++label) {
            if (isChosen[*label]) {
                const auto seen = [&](int below) { return below * paper[x] / 255; };
                to[x] = qRgba(seen(qRed(to[x])), seen(qGreen(to[x])), seen(qBlue(to[x])),
                              255 - seen(255 - qAlpha(to[x])));
            }
        }
    }
}

std::vector<QLineF> outlines(const LabelMap& parts, const PartSet& chosen)
{
    const std::vector<bool> isChosen = chosenLabels(parts, chosen);
    LabelMap only = parts;
    for (std::uint8_t& label : only.labels) {
        label = isChosen[label] ? label : std::uint8_t{0};
    }
    return partBorders(only);
}

std::optional<QPointF> anchorOf(const LabelMap& parts, const PartSet& chosen)
{
    const std::vector<bool> isChosen = chosenLabels(parts, chosen);
    const auto forEachPixel = [&](auto visit) {
        for (std::size_t i = 0; i < parts.labels.size(); ++i) {
            if (isChosen[parts.labels[i]]) {
                const auto width = static_cast<std::size_t>(parts.width);
                visit(QPointF(static_cast<double>(i % width) + 0.5,
                              static_cast<double>(i / width) + 0.5));
            }
        }
    };
    QPointF sum;
    int count = 0;
    forEachPixel([&](QPointF centre) {
        sum += centre;
        ++count;
    });
    if (count == 0) {
        return std::nullopt;
    }
    const QPointF middle = sum / count;
    std::optional<QPointF> nearest;
    double smallest = std::numeric_limits<double>::max();
    forEachPixel([&](QPointF centre) {
        const QPointF away = centre - middle;
        const double distance = QPointF::dotProduct(away, away);
        if (distance < smallest) {
            smallest = distance;
            nearest = centre;
        }
    });
    return nearest;
}

QPointF upperRightOf(const LabelMap& parts, const PartSet& chosen, QPointF inside)
{
    const auto isInside = [&](QPointF position) {
        const int part = partAtPosition(parts, position);
        return part >= 0 && chosen.contains(part);
    };
    QPointF corner(std::floor(inside.x()), std::floor(inside.y()));
    while (isInside(corner)) {
        corner.ry() -= 1.0;
    }
    corner.ry() += 1.0;
    while (isInside(corner)) {
        corner.rx() += 1.0;
    }
    return corner;
}

int partAtPosition(const LabelMap& parts, QPointF position)
{
    const int x = static_cast<int>(std::floor(position.x()));
    const int y = static_cast<int>(std::floor(position.y()));
    if (x < 0 || y < 0 || x >= parts.width || y >= parts.height) {
        return -1;
    }
    return parts.labels[static_cast<std::size_t>(y) * static_cast<std::size_t>(parts.width) +
                        static_cast<std::size_t>(x)] -
           1;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_layer.h"

#include "widgets/pictures/part_borders.h"
#include "widgets/style/part_colours.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace palimpsest {

namespace {

constexpr double kCurrentShare = 0.62 / 0.45; // how much stronger the current part is
constexpr double kNarrowestName = 0.6;        // of its own width: room that a name needs

QRgb tinted(const QColor& colour, double strength)
{
    QColor result = colour;
    result.setAlphaF(static_cast<float>(strength));
    return qPremultiply(result.rgba());
}

QImage tintOf(const Drawing& drawing, const LabelMap& map, int currentPart, int opacity)
{
    const double strength = opacity / 100.0;
    const double current = std::min(1.0, strength * kCurrentShare);
    std::vector<QRgb> colours = {qRgba(0, 0, 0, 0)};
    for (int part = 0; part < map.partCount(); ++part) {
        colours.push_back(tinted(partColour(drawing.parts[static_cast<std::size_t>(part)], part),
                                 part == currentPart ? current : strength));
    }
    QImage image(map.width, map.height, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < map.height; ++y) {
        const std::uint8_t* labels = map.labels.data() + static_cast<std::size_t>(y) * map.width;
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        std::transform(labels, labels + map.width, line,
                       [&](std::uint8_t label) { return colours[label]; });
    }
    return image;
}

LabelMap only(const LabelMap& map, int part)
{
    LabelMap result = map;
    for (std::uint8_t& label : result.labels) {
        label = label == part + 1 ? 1 : 0;
    }
    return result;
}

/// Steps to the nearest pixel of another label or the outside, for every pixel.
std::vector<int> depths(const LabelMap& map)
{
    const int width = map.width;
    std::vector<int> depth(map.labels.size(), 0);
    const auto at = [&](int x, int y) { return static_cast<std::size_t>(y) * width + x; };
    const auto beyond = [&](std::size_t here, int x, int y) {
        const bool inside = x >= 0 && y >= 0 && x < width && y < map.height;
        return inside && map.labels[at(x, y)] == map.labels[here] ? depth[at(x, y)] : 0;
    };
    for (int y = 0; y < map.height; ++y) {
        for (int x = 0; x < width; ++x) {
            const std::size_t here = at(x, y);
            depth[here] = 1 + std::min(beyond(here, x - 1, y), beyond(here, x, y - 1));
        }
    }
    for (int y = map.height; y-- > 0;) {
        for (int x = width; x-- > 0;) {
            const std::size_t here = at(x, y);
            depth[here] =
                std::min(depth[here], 1 + std::min(beyond(here, x + 1, y), beyond(here, x, y + 1)));
        }
    }
    return depth;
}

/// Pixels of the same label left and right of (x, y), and itself.
QRectF runAt(const LabelMap& map, int x, int y)
{
    const std::uint8_t* line = map.labels.data() + static_cast<std::size_t>(y) * map.width;
    int left = x;
    int right = x + 1;
    while (left > 0 && line[left - 1] == line[x]) {
        --left;
    }
    while (right < map.width && line[right] == line[x]) {
        ++right;
    }
    return QRectF(left, y, right - left, 1.0);
}

/// Every `step`th pixel of a map.
LabelMap reduced(const LabelMap& map, int step)
{
    LabelMap result{.width = (map.width + step - 1) / step,
                    .height = (map.height + step - 1) / step,
                    .parts = map.parts,
                    .labels = {}};
    for (Part& part : result.parts) {
        part.pixels = 0;
    }
    for (int y = step / 2; y < map.height + step / 2; y += step) {
        const std::uint8_t* line =
            map.labels.data() + static_cast<std::size_t>(std::min(y, map.height - 1)) * map.width;
        for (int x = step / 2; x < map.width + step / 2; x += step) {
            const std::uint8_t label = line[std::min(x, map.width - 1)];
            result.labels.push_back(label);
            if (label > 0) {
                ++result.parts[label - 1].pixels;
            }
        }
    }
    return result;
}

std::vector<QLineF> inView(const std::vector<QLineF>& lines, const ViewTransform& transform)
{
    std::vector<QLineF> result;
    result.reserve(lines.size());
    for (const QLineF& line : lines) {
        result.emplace_back(transform.toView(line.p1()), transform.toView(line.p2()));
    }
    return result;
}

void stroke(QPainter& painter, const std::vector<QLineF>& lines, const QColor& colour, double width)
{
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap));
    painter.drawLines(lines.data(), static_cast<int>(lines.size()));
}

void paintWithHalo(QPainter& painter, const QRectF& where, const QString& text)
{
    constexpr int kFlags = Qt::AlignCenter | Qt::TextWordWrap;
    painter.setPen(QColor(0, 0, 0, 150));
    for (const QPointF& by : {QPointF(-1, 0), QPointF(1, 0), QPointF(0, -1), QPointF(0, 1),
                              QPointF(-1, -1), QPointF(1, 1), QPointF(1, -1), QPointF(-1, 1)}) {
        painter.drawText(where.translated(by), kFlags, text);
    }
    painter.setPen(Qt::white);
    painter.drawText(where, kFlags, text);
}

} // namespace

std::vector<NamePlace> namePlaces(const LabelMap& map)
{
    constexpr int kFineEnough = 512; // pixels a side, to find places for text
    if (const int step = std::max(map.width, map.height) / kFineEnough; step > 1) {
        std::vector<NamePlace> places = namePlaces(reduced(map, step));
        for (NamePlace& place : places) {
            place = {place.centre * step, place.room * step};
        }
        return places;
    }
    const auto partCount = static_cast<std::size_t>(map.partCount());
    std::vector<QPointF> centroids(partCount);
    const auto forEachPixel = [&map](auto visit) {
        for (std::size_t i = 0; i < map.labels.size(); ++i) {
            if (map.labels[i] > 0) {
                visit(static_cast<std::size_t>(map.labels[i] - 1), i,
                      QPointF(static_cast<int>(i) % map.width + 0.5,
                              static_cast<int>(i) / map.width + 0.5));
            }
        }
    };
    forEachPixel([&](std::size_t part, std::size_t, QPointF centre) { centroids[part] += centre; });
    for (std::size_t part = 0; part < partCount; ++part) {
        centroids[part] /= std::max<double>(1.0, static_cast<double>(map.parts[part].pixels));
    }
    const std::vector<int> depth = depths(map);
    std::vector<NamePlace> places(partCount);
    std::vector<std::pair<int, double>> best(partCount, {0, 0.0}); // depth, minus the distance
    forEachPixel([&](std::size_t part, std::size_t pixel, QPointF centre) {
        const std::pair<int, double> here(depth[pixel], -QLineF(centre, centroids[part]).length());
        if (here > best[part]) {
            best[part] = here;
            places[part].centre = centre;
        }
    });
    for (std::size_t part = 0; part < partCount; ++part) {
        if (map.parts[part].pixels > 0) {
            const QRectF run = runAt(map, static_cast<int>(places[part].centre.x()),
                                     static_cast<int>(places[part].centre.y()));
            places[part] = {run.center(), run.width()};
        }
    }
    return places;
}

QRectF PartsLayer::boxOf(int part) const
{
    QRect box;
    for (int y = 0; y < m_map.height; ++y) {
        const std::uint8_t* labels =
            m_map.labels.data() + static_cast<std::size_t>(y) * m_map.width;
        const auto isOf = [part](std::uint8_t label) {
            return part < 0 ? label > 0 : label == part + 1;
        };
        const std::uint8_t* first = std::find_if(labels, labels + m_map.width, isOf);
        if (first != labels + m_map.width) {
            const std::uint8_t* last = labels + m_map.width - 1;
            while (!isOf(*last)) {
                --last;
            }
            box |=
                QRect(static_cast<int>(first - labels), y, static_cast<int>(last - first) + 1, 1);
        }
    }
    return box;
}

void PartsLayer::set(const Drawing& drawing, const LabelMap& map, int currentPart, int opacity)
{
    m_currentPart = currentPart;
    m_tint = tintOf(drawing, map, currentPart, opacity);
    if (map != m_map) { // and not only another part chosen
        m_map = map;
        m_borders = partBorders(map);
        m_places = namePlaces(map);
    }
    m_currentBorders.clear();
    if (currentPart >= 0) {
        m_currentColour =
            partColour(drawing.parts[static_cast<std::size_t>(currentPart)], currentPart);
        m_currentBorders = partBorders(only(map, currentPart));
    }
    m_names.clear();
    for (const PartStyle& part : drawing.parts) {
        m_names << QString::fromStdString(part.name);
    }
    m_bySize.resize(drawing.parts.size());
    std::iota(m_bySize.begin(), m_bySize.end(), 0);
    std::ranges::stable_sort(m_bySize, std::ranges::greater(), [&](int part) {
        return std::pair(part == currentPart, map.parts[static_cast<std::size_t>(part)].pixels);
    });
}

void PartsLayer::paint(QPainter& painter, const ViewTransform& transform) const
{
    const QRectF target(transform.toView({0, 0}), QSizeF(m_tint.size()) * transform.zoom());
    painter.drawImage(target, m_tint);
    painter.save();
    // Borders run along pixels, so their lines are sharp without smoothing.
    painter.setRenderHint(QPainter::Antialiasing, false);
    const std::vector<QLineF> borders = inView(m_borders, transform);
    stroke(painter, borders, QColor(0, 0, 0, 90), 3.0);
    stroke(painter, borders, QColor(255, 255, 255, 200), 1.0);
    const std::vector<QLineF> current = inView(m_currentBorders, transform);
    stroke(painter, current, QColor(0, 0, 0, 140), 7.0);
    stroke(painter, current, Qt::white, 5.0);
    stroke(painter, current, m_currentColour, 3.0);
    painter.restore();
}

void PartsLayer::paintNames(QPainter& painter, const ViewTransform& transform) const
{
    std::vector<QRectF> taken;
    const QFontMetricsF metrics(painter.font());
    for (const int part : m_bySize) {
        const NamePlace& place = m_places[static_cast<std::size_t>(part)];
        const QString& name = m_names[part];
        const double room = place.room * transform.zoom();
        const QPointF centre = transform.toView(place.centre);
        QRectF area(0, 0, std::max(room, 1.0), 1000.0);
        area.moveCenter(centre);
        QRectF text = metrics.boundingRect(area, Qt::AlignCenter | Qt::TextWordWrap, name);
        text.moveCenter(centre);
        const bool hasRoom = room >= kNarrowestName * text.width();
        if (hasRoom && std::ranges::none_of(
                           taken, [&](const QRectF& other) { return other.intersects(text); })) {
            paintWithHalo(painter, text.adjusted(-1, -1, 1, 1), name);
            taken.push_back(text);
        }
    }
}

} // namespace palimpsest

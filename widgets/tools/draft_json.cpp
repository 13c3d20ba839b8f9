// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/draft_json.h"

#include "widgets/tools/picking.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace palimpsest {

namespace {

constexpr double kFarthest = 1e6; // outside of any picture, and safe to calculate with

bool isNear(const QJsonValue& number)
{
    return number.isDouble() && std::abs(number.toDouble()) <= kFarthest;
}

} // namespace

QJsonValue toJson(const QPolygonF& points)
{
    QJsonArray numbers;
    for (const QPointF& point : points) {
        numbers.append(point.x());
        numbers.append(point.y());
    }
    return numbers;
}

QPolygonF pointsFrom(const QJsonValue& value)
{
    const QJsonArray numbers = value.toArray();
    if (numbers.size() % 2 != 0 || !std::all_of(numbers.begin(), numbers.end(), isNear)) {
        return {};
    }
    QPolygonF points;
    for (qsizetype i = 0; i < numbers.size(); i += 2) {
        points << QPointF(numbers[i].toDouble(), numbers[i + 1].toDouble());
    }
    return points;
}

QJsonObject toJson(const Stroke& stroke)
{
    return {{QStringLiteral("points"), toJson(toQPolygonF(stroke.points))},
            {QStringLiteral("width"), stroke.width}};
}

Stroke strokeFrom(const QJsonObject& value)
{
    constexpr double kWidest = 1e5;
    Stroke stroke;
    const QPolygonF points = pointsFrom(value.value(QLatin1String("points")));
    std::ranges::transform(points, std::back_inserter(stroke.points), toPoint);
    const double width = value.value(QLatin1String("width")).toDouble();
    if (!(width > 0.0 && width <= kWidest)) {
        stroke.points.clear();
    } else {
        stroke.width = width;
    }
    return stroke;
}

} // namespace palimpsest

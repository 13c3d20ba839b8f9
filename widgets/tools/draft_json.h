// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/object_outline.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QPolygonF>

namespace palimpsest {

// What tools have drawn and not finished as JSON. It may come from a file, so what makes no sense
// is read as nothing.

/// x and y of each point, one behind the other.
QJsonValue toJson(const QPolygonF& points);

/// Empty where these are no pairs of numbers near a picture.
QPolygonF pointsFrom(const QJsonValue& value);

QJsonObject toJson(const Stroke& stroke);

/// Without a point where it is none.
Stroke strokeFrom(const QJsonObject& value);

} // namespace palimpsest

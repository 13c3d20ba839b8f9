// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/part_set.h"
#include "core/parts/label_map.h"

#include <QColor>
#include <QImage>
#include <QLineF>
#include <QPointF>

#include <optional>
#include <vector>

namespace palimpsest {

// How parts are laid over a picture, without a widget.

inline constexpr QImage::Format kOverlayFormat = QImage::Format_ARGB32_Premultiplied;

/// `hue` for every part, the more opaque the larger its amount; transparent where there is none.
/// An amount of `largest` is as opaque as it gets; the picture below stays visible.
std::vector<QColor> partTints(const std::vector<double>& amounts, double largest,
                              const QColor& hue);

/// Whether each label belongs to a part in `chosen`; the background, label 0, does not.
std::vector<bool> chosenLabels(const LabelMap& parts, const PartSet& chosen);

/// Every pixel in the colour of its part, one colour per part; `outside` where there is none. In
/// kOverlayFormat.
QImage paintedParts(const LabelMap& parts, const std::vector<QColor>& colours,
                    const QColor& outside);

/// `picture` in greys, faded into `ground`, so that tints over dark and light places compare.
QImage fadedPicture(const QImage& picture, const QColor& ground);

/// Draws what is dark in `picture` black over the parts in `chosen`, the darker the more opaque: so
/// that words stay legible on the tints. `overlay` is of the same size and in kOverlayFormat.
void drawInk(QImage& overlay, const QImage& picture, const LabelMap& parts, const PartSet& chosen);

/// Edges of the parts in `chosen`, in pixels, also where two of them touch.
std::vector<QLineF> outlines(const LabelMap& parts, const PartSet& chosen);

/// Centre of the pixel of the parts in `chosen` that is nearest to their middle; none when they
/// have no pixel.
std::optional<QPointF> anchorOf(const LabelMap& parts, const PartSet& chosen);

/// The upper right corner of the box of a word in `chosen` that holds the pixel at `inside`.
QPointF upperRightOf(const LabelMap& parts, const PartSet& chosen, QPointF inside);

/// The part at a position in pixels; −1 outside of all.
int partAtPosition(const LabelMap& parts, QPointF position);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/figure.h"

#include <QRect>
#include <QString>

#include <optional>

class QPainter;

namespace palimpsest {

// The line below a figure that says what it compares. It wraps where names are long.

/// `name` of a comparison and how many samples it stands on.
QString withSampleCount(const QString& name, const Comparison& comparison);

/// What a figure of one epoch compares; `scratch` is the checkpoint of that run, where it is shown.
QString epochNote(const FigureContent& content, const std::optional<CheckpointIndex>& scratch = {});

/// Height in units of `note` in a figure `width` units wide.
int noteHeight(const QString& note, int width);

/// Fills `place` with paper and the note.
void paintNote(QPainter& painter, const QString& note, const QRect& place);

} // namespace palimpsest

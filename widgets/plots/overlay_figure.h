// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/figure.h"

#include <memory>

namespace palimpsest {

/// Per part, how much knowledge is preserved, discarded and new at one epoch: a column a sample, a
/// row a kind, every kind on a scale of its own.
std::unique_ptr<Figure> makeOverlayFigure(const FigureContent& content, int width);

} // namespace palimpsest

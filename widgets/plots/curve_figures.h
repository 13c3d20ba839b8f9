// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/figure.h"

#include <memory>

namespace palimpsest {

// The figures whose axes are epochs or orders; see figure_catalogue.

std::unique_ptr<Figure> makeKnowledgeFigure(const FigureContent& content, int width);
std::unique_ptr<Figure> makeOrdersFigure(const FigureContent& content, int width);
std::unique_ptr<Figure> makeSignedFigure(const FigureContent& content, int width);
std::unique_ptr<Figure> makeLikenessFigure(const FigureContent& content, int width);
std::unique_ptr<Figure> makeRatioFigure(const FigureContent& content, int width);
std::unique_ptr<Figure> makeAccuracyFigure(const FigureContent& content, int width);

} // namespace palimpsest

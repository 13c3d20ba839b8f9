// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/figure.h"

#include "widgets/plots/curve_figures.h"
#include "widgets/plots/overlay_figure.h"

#include <algorithm>
#include <array>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::array<std::pair<const char*, FigureKind>, 6> kNames = {{
    {"knowledge", FigureKind::Knowledge},
    {"orders", FigureKind::Orders},
    {"likeness", FigureKind::Likeness},
    {"ratio", FigureKind::Ratio},
    {"accuracy", FigureKind::Accuracy},
    {"overlay", FigureKind::Overlay},
}};

} // namespace

std::optional<FigureKind> figureKindNamed(const std::string& name)
{
    for (const auto& [known, kind] : kNames) {
        if (name == known) {
            return kind;
        }
    }
    return std::nullopt;
}

const char* figureKindName(FigureKind kind)
{
    return std::ranges::find(kNames, kind, [](const auto& entry) { return entry.second; })->first;
}

std::unique_ptr<Figure> makeFigure(FigureKind kind, const FigureContent& content, int widthUnits)
{
    switch (kind) {
    case FigureKind::Knowledge:
        return makeKnowledgeFigure(content, widthUnits);
    case FigureKind::Orders:
        return makeOrdersFigure(content, widthUnits);
    case FigureKind::Likeness:
        return makeLikenessFigure(content, widthUnits);
    case FigureKind::Ratio:
        return makeRatioFigure(content, widthUnits);
    case FigureKind::Accuracy:
        return makeAccuracyFigure(content, widthUnits);
    case FigureKind::Overlay:
        break;
    }
    return makeOverlayFigure(content, widthUnits);
}

} // namespace palimpsest

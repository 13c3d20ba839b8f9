// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/figure.h"

#include "core/analysis/comparison_names.h"
#include "core/base/error.h"
#include "widgets/plots/curve_figures.h"
#include "widgets/plots/curve_series.h"
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

std::optional<std::string> nothingOverEpochs(CurveKind kind, const Study& study,
                                             const Analysis& analysis)
{
    return curvePanel(kind, study, analysis).series.empty()
               ? std::optional(whyEmpty(kind, study, analysis).toStdString())
               : std::nullopt;
}

std::optional<std::string> nothingAtEpoch(const Study& study, const Analysis& analysis,
                                          std::size_t epoch)
{
    const EpochKnowledge& point = analysis.curve[epoch];
    const std::string name = comparisonName(study, analysis, point.epoch);
    if (!point.usable) {
        return "There is nothing to draw of " + name + ", as the former answers the same to " +
               "everything. Choose another epoch.";
    }
    if (largestHeight(orderSeries(point.pooled.byOrder)) == 0.0) {
        return "There is nothing to draw of " + name +
               ": no pattern is salient in either. Choose another epoch or a smaller τ.";
    }
    return std::nullopt;
}

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

std::optional<std::string> nothingToDraw(FigureKind kind, const Study& study,
                                         const Analysis& analysis, std::size_t epoch)
{
    switch (kind) {
    case FigureKind::Knowledge:
        return nothingOverEpochs(CurveKind::Knowledge, study, analysis);
    case FigureKind::Likeness:
        return nothingOverEpochs(CurveKind::Likeness, study, analysis);
    case FigureKind::Ratio:
        return nothingOverEpochs(CurveKind::Ratio, study, analysis);
    case FigureKind::Accuracy:
        return nothingOverEpochs(CurveKind::Accuracy, study, analysis);
    case FigureKind::Orders:
    case FigureKind::Overlay:
        break;
    }
    return nothingAtEpoch(study, analysis, epoch);
}

std::unique_ptr<Figure> makeFigure(FigureKind kind, const FigureContent& content, int widthUnits)
{
    if (const auto why = nothingToDraw(kind, content.study, content.analysis, content.epoch)) {
        throw BadInput(*why);
    }
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

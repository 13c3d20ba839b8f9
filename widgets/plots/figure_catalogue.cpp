// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/figure_catalogue.h"

#include "core/analysis/analysis_export.h"
#include "core/analysis/comparison_names.h"
#include "core/analysis/figure_names.h"
#include "core/base/error.h"
#include "widgets/plots/curve_figures.h"
#include "widgets/plots/curve_series.h"
#include "widgets/plots/overlay_figure.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace palimpsest {

namespace {

constexpr double kColumnMm = 89.0;
constexpr double kPageMm = 183.0;

std::string walkOf(const Study& study, const Analysis& analysis)
{
    return comparisonName(study, analysis);
}

std::string walkBesideScratch(const Study& study, const Analysis& analysis)
{
    return nameWithScratch(study, analysis);
}

template<CurveKind kKind>
std::optional<std::string> nothingOverEpochs(const Study& study, const Analysis& analysis,
                                             std::size_t)
{
    return curvePanel(kKind, study, analysis).series.empty()
               ? std::optional(whyEmpty(kKind, study, analysis).toStdString())
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

std::string dataOfCurve(const FigureContent& content)
{
    return curveCsv(content.study, content.analysis);
}

std::string dataOfOrders(const FigureContent& content)
{
    return ordersCsv(content.analysis);
}

std::string dataOfSigns(const FigureContent& content)
{
    return signedCsv(content.analysis);
}

std::string dataOfParts(const FigureContent& content)
{
    return partsCsv(content.analysis);
}

constexpr std::array kKinds = {
    FigureKind{
        .name = "knowledge",
        .title = QT_TRANSLATE_NOOP("Figures", "Knowledge over epochs"),
        .what = QT_TRANSLATE_NOOP("Figures",
                                  "Preserved, discarded and new; preservation rate and its null"),
        .hasEpoch = false,
        .widthMm = kColumnMm,
        .comparison = &walkOf,
        .nothingToDraw = &nothingOverEpochs<CurveKind::Knowledge>,
        .make = &makeKnowledgeFigure,
        .data = &dataOfCurve,
    },
    FigureKind{
        .name = "orders",
        .title = QT_TRANSLATE_NOOP("Figures", "Knowledge by order"),
        .what = QT_TRANSLATE_NOOP("Figures", "Which orders survive at one epoch"),
        .hasEpoch = true,
        .widthMm = kColumnMm,
        .comparison = &walkOf,
        .nothingToDraw = &nothingAtEpoch,
        .make = &makeOrdersFigure,
        .data = &dataOfOrders,
    },
    FigureKind{
        .name = "signed",
        .title = QT_TRANSLATE_NOOP("Figures", "For and against, by order"),
        .what = QT_TRANSLATE_NOOP("Figures",
                                  "Positive and negative strength of each model at one epoch"),
        .hasEpoch = true,
        .widthMm = kColumnMm,
        .comparison = &walkBesideScratch,
        .nothingToDraw = &nothingAtEpoch,
        .make = &makeSignedFigure,
        .data = &dataOfSigns,
    },
    FigureKind{
        .name = "likeness",
        .title = QT_TRANSLATE_NOOP("Figures", "Approach to the final models"),
        .what = QT_TRANSLATE_NOOP("Figures", "Likeness J of each run to its target, with nulls"),
        .hasEpoch = false,
        .widthMm = kColumnMm,
        .comparison = &approachName,
        .nothingToDraw = &nothingOverEpochs<CurveKind::Likeness>,
        .make = &makeLikenessFigure,
        .data = &dataOfCurve,
    },
    FigureKind{
        .name = "ratio",
        .title = QT_TRANSLATE_NOOP("Figures", "Preserved that scratch learns"),
        .what = QT_TRANSLATE_NOOP("Figures", "By strength and by number, with its null"),
        .hasEpoch = false,
        .widthMm = kColumnMm,
        .comparison = &ratioName,
        .nothingToDraw = &nothingOverEpochs<CurveKind::Ratio>,
        .make = &makeRatioFigure,
        .data = &dataOfCurve,
    },
    FigureKind{
        .name = "accuracy",
        .title = QT_TRANSLATE_NOOP("Figures", "Accuracy"),
        .what = QT_TRANSLATE_NOOP("Figures", "Of every run, over epochs"),
        .hasEpoch = false,
        .widthMm = kColumnMm,
        .comparison = &walkBesideScratch,
        .nothingToDraw = &nothingOverEpochs<CurveKind::Accuracy>,
        .make = &makeAccuracyFigure,
        .data = &dataOfCurve,
    },
    FigureKind{
        .name = "overlay",
        .title = QT_TRANSLATE_NOOP("Figures", "Parts of every sample"),
        .what = QT_TRANSLATE_NOOP("Figures", "Where knowledge is preserved, discarded and new"),
        .hasEpoch = true,
        .hasSamples = true,
        .widthMm = kPageMm,
        .comparison = &walkOf,
        .nothingToDraw = &nothingAtEpoch,
        .make = &makeOverlayFigure,
        .data = &dataOfParts,
    },
};

static_assert(std::ranges::equal(
                  kKinds, kFigureNames, {},
                  [](const FigureKind& kind) { return std::string_view(kind.name); },
                  [](const char* name) { return std::string_view(name); }),
              "core/analysis/figure_names.h has a name per kind, in the same order");

} // namespace

std::span<const FigureKind> figureKinds()
{
    return kKinds;
}

const FigureKind& figureKind(std::string_view name)
{
    const auto found = std::ranges::find(
        kKinds, name, [](const FigureKind& kind) { return std::string_view(kind.name); });
    if (found == kKinds.end()) {
        std::string names;
        for (const FigureKind& kind : kKinds) {
            names += (names.empty() ? "" : ", ") + std::string(kind.name);
        }
        throw BadInput("There is no figure \"" + std::string(name) + "\". There are " + names +
                       ".");
    }
    return *found;
}

std::unique_ptr<Figure> makeFigure(const FigureKind& kind, const FigureContent& content,
                                   int widthUnits)
{
    if (const auto why = kind.nothingToDraw(content.study, content.analysis, content.epoch)) {
        throw BadInput(*why);
    }
    return kind.make(content, widthUnits);
}

} // namespace palimpsest

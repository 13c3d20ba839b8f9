// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"
#include "core/parts/label_map.h"
#include "core/samples/image.h"
#include "core/study/study.h"

#include <QSize>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QPainter;

namespace palimpsest {

enum class FigureKind {
    Knowledge, ///< preserved, discarded, new and their ratios over epochs
    Orders,    ///< the same by order at one epoch
    Likeness,  ///< J to the run's last checkpoint and to the fine-tuned one
    Ratio,     ///< share of the preserved that scratch learns
    Accuracy,
    Overlay, ///< per-part knowledge on the samples at one epoch
};

/// The kind called `name` ("knowledge", "orders", "likeness", "ratio", "accuracy", "overlay").
std::optional<FigureKind> figureKindNamed(const std::string& name);
const char* figureKindName(FigureKind kind);

/// A sample as the overlay draws it.
struct FigureSample
{
    std::string title;
    Image picture;
    LabelMap parts;
};

/// What figures are drawn from.
struct FigureContent
{
    Study study;
    Analysis analysis;
    std::size_t epoch = 0;             ///< index into Analysis::curve
    std::vector<FigureSample> samples; ///< one per Analysis::samples
};

/// Figures are laid out in these units, 288 to the inch, four to the point.
inline constexpr int kUnitsPerInch = 288;
inline constexpr int kUnitsPerPoint = 4;

/// A finished drawing of fixed size, light on paper whatever the theme.
class Figure
{
public:
    virtual ~Figure() = default;

    /// Size in units.
    virtual QSize size() const = 0;

    /// Draws into [0, width] × [0, height]. The painter must come from renderSvg and its siblings.
    virtual void paint(QPainter& painter) = 0;
};

/// Why a figure of that kind would be empty, as a sentence that says what to do; none when it has
/// something to show. `epoch` is an index into the curve.
std::optional<std::string> nothingToDraw(FigureKind kind, const Study& study,
                                         const Analysis& analysis, std::size_t epoch);

/// Lays out a figure `widthUnits` wide; its height follows. A QApplication must exist. Throws
/// BadInput where there is nothingToDraw.
std::unique_ptr<Figure> makeFigure(FigureKind kind, const FigureContent& content, int widthUnits);

} // namespace palimpsest

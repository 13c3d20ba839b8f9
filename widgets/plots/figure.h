// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"
#include "core/parts/label_map.h"
#include "core/pictures/image.h"
#include "core/study/study.h"

#include <QSize>
#include <QString>

#include <string>
#include <vector>

class QPainter;

namespace palimpsest {

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
    std::vector<FigureSample> samples; ///< one per Analysis::samples, where the kind takes them
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

    /// What it compares, as the line below it says.
    virtual QString note() const = 0;

    /// Draws into [0, width] × [0, height]. The painter must come from renderSvg and its siblings.
    virtual void paint(QPainter& painter) = 0;
};

} // namespace palimpsest

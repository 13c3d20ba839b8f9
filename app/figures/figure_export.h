// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/units/study_inputs.h"
#include "widgets/plots/figure_catalogue.h"

#include <QByteArray>

#include <filesystem>
#include <string>

namespace palimpsest {

/// A figure as the user asked for it.
struct FigureRequest
{
    const FigureKind& kind;
    std::filesystem::path out; ///< .svg, .pdf or .png
    double widthMm = 89.0;
};

/// Width in millimetres of "89mm", "3.39in" or "89". Throws BadInput when it is none of these or
/// not between 20 and 500 mm.
double parseWidth(const std::string& text);

/// What a figure of `analysis` is drawn from; `epoch` is an index into its curve. Samples keep
/// their names, and are read only for a kind that shows them.
FigureContent figureContent(StudyInputs& inputs, const FigureKind& kind, const Analysis& analysis,
                            std::size_t epoch);

/// Lays out the figure `widthMm` wide.
std::unique_ptr<Figure> layOut(const FigureKind& kind, const FigureContent& content,
                               double widthMm);

/// Throws NotWritable when a figure or what comes beside it cannot be written there, BadInput when
/// files stand beside it that no earlier figure left.
void requireFigureFile(const std::filesystem::path& out);

/// Draws the figure and writes it with its data (.csv) and provenance (.json) beside it, each
/// atomically, nothing before everything is drawn. Throws BadInput for an unknown ending, and as
/// makeFigure() and requireFigureFile() do.
void exportFigure(StudyInputs& inputs, const FigureContent& content, const FigureRequest& request);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/figure.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace palimpsest {

/// All there is to know of a kind of figure: the window's list, the command line and the files are
/// made of these entries.
struct FigureKind
{
    const char* name;        ///< on the command line, and of files
    const char* title;       ///< in the window, before translation in the context "Figures"
    const char* what;        ///< one line on what it shows, likewise
    bool hasEpoch;           ///< whether it is of one epoch
    bool hasSamples = false; ///< whether it is drawn from FigureContent::samples
    double widthMm;          ///< what it usually has: a column of a journal, or a page

    /// What it compares, as the title and the provenance of a file say.
    std::string (*comparison)(const Study& study, const Analysis& analysis);

    /// Why it would be empty, as a sentence that says what to do; none when it has something to
    /// show. `epoch` is an index into the curve.
    std::optional<std::string> (*nothingToDraw)(const Study& study, const Analysis& analysis,
                                                std::size_t epoch);
    std::unique_ptr<Figure> (*make)(const FigureContent& content, int widthUnits);
    std::string (*data)(const FigureContent& content); ///< CSV, as it is written beside the figure
};

/// Every kind, in the order of the window's list.
std::span<const FigureKind> figureKinds();

/// The kind with that name. Throws BadInput, with the names there are.
const FigureKind& figureKind(std::string_view name);

/// Lays out a figure `widthUnits` wide; its height follows. A QApplication must exist. Throws
/// BadInput where there is nothingToDraw.
std::unique_ptr<Figure> makeFigure(const FigureKind& kind, const FigureContent& content,
                                   int widthUnits);

} // namespace palimpsest

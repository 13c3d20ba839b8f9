// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/matrix_columns.h"

#include <QFontMetrics>

#include <algorithm>

namespace palimpsest {

QFont numberFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

std::vector<int> columnWidths(const UnitMatrixModel& model, const QFont& font, int narrowest)
{
    constexpr int kMargin = 10; // of names
    constexpr int kGap = 5;     // between numbers
    const QFontMetrics numbers(numberFont(font));
    std::vector<int> widths;
    int width = narrowest;
    int count = 0; // of the lineage
    for (int column = 0; column < model.columnCount(); ++column) {
        const MatrixCheckpoint& of = model.checkpoint(column);
        ++count;
        for (const QString& number : {QString::number(of.epoch), accuracyText(of)}) {
            width = std::max(width, numbers.horizontalAdvance(number) + kGap);
        }
        if (column + 1 < model.columnCount() &&
            model.checkpoint(column + 1).lineage == of.lineage) {
            continue;
        }
        const int name = QFontMetrics(font).horizontalAdvance(of.lineage) + kMargin;
        widths.insert(widths.end(), static_cast<std::size_t>(count), width);
        widths.back() = std::max(width, name - (count - 1) * width);
        width = narrowest;
        count = 0;
    }
    return widths;
}

} // namespace palimpsest

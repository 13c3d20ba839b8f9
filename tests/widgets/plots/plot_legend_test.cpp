// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/plots/plot_legend.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

LegendEntry entry(const QString& name)
{
    return {name, QStringLiteral("0.000"), [](QCPPainter&, const QRectF&) {}};
}

TEST(PlotLegend, NamesOfAnyLengthStayInIt)
{
    needApplication();
    PlotLegend legend;
    const QString longName(100, 'n');
    legend.setEntries({entry(longName + "_probe"), entry(longName + "_finetune"), entry("short")});
    EXPECT_LE(legend.minimumSizeHint().width(), 200);
    EXPECT_EQ(legend.shownNames(5000)[0], longName + "_probe");
    const QStringList shown = legend.shownNames(300);
    for (const QString& name : shown) {
        EXPECT_LT(legend.fontMetrics().horizontalAdvance(name), 300);
    }
    EXPECT_NE(shown[0], shown[1]);
    EXPECT_EQ(shown[2], "short");
    EXPECT_GE(legend.heightForWidth(300), 3 * legend.fontMetrics().height());
}

} // namespace
} // namespace palimpsest

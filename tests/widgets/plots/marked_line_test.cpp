// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/plots/marked_line.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// How many pixels a marker at that height takes, where the axis goes from 0 to 1.
int markerPixels(double height)
{
    QCustomPlot plot;
    plot.xAxis->setVisible(false); // nothing else has the colour
    auto* line = new MarkedLine(plot.xAxis, plot.yAxis);
    line->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssSquare, Qt::red, Qt::red, 20.0));
    line->addData(2.5, height);
    plot.yAxis->setRange(0.0, 1.0);
    const QImage image = plot.toPixmap(300, 200).toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixelColor(x, y) == QColor(Qt::red) ? 1 : 0;
        }
    }
    return count;
}

TEST(MarkedLine, MarkersAreWholeAtTheEndsOfTheAxis)
{
    needApplication();
    const int whole = markerPixels(0.5);
    EXPECT_GT(whole, 300);
    for (const double end : {0.0, 1.0}) {
        EXPECT_NEAR(markerPixels(end), whole, 50.0) << end; // give or take a row
    }
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/plot_colours.h"
#include "widgets/style/palette.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(Contrast, IsThatOfWcag)
{
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 1e-9);
    EXPECT_NEAR(contrast(Qt::white, Qt::white), 1.0, 1e-9);
    EXPECT_NEAR(contrast(QColor(0x76, 0x76, 0x76), Qt::white), 4.54, 0.01);
}

TEST(PlotColours, EveryHueIsLegibleOnDarkAndLight)
{
    for (const QColor base : {QColor(Qt::white), QColor(30, 30, 32), QColor(60, 60, 66)}) {
        QPalette palette;
        palette.setColor(QPalette::Base, base);
        const QColor background = plotColours(palette).background;
        for (const QColor& hue :
             {palette::kPreserved, palette::kDiscarded, palette::kNew, palette::kFlipped}) {
            EXPECT_GE(contrast(hue, background), 3.0)
                << hue.name().toStdString() << " on " << background.name().toStdString();
        }
    }
}

TEST(PlotColours, OnlyInkFollowsTheTheme)
{
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::black);
    palette.setColor(QPalette::Text, Qt::white);
    const PlotColours colours = plotColours(palette);
    EXPECT_EQ(onScreen(palette::kFinetuned, colours), QColor(Qt::white));
    EXPECT_EQ(onScreen(palette::kPreserved, colours), palette::kPreserved);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/run_panel.h"
#include "support/application.h"

#include <QLabel>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(RunPanel, WhatIsDoneWithoutANumberIsSaid)
{
    needApplication();
    RunPanel panel;
    const auto* cost = panel.findChild<QLabel*>("cost");
    panel.setCost(ExtractionCost{.complete = 15});
    EXPECT_EQ(cost->text(), "All 15 units are done.");
    panel.setCost(ExtractionCost{.complete = 15, .notFinite = 6});
    EXPECT_EQ(cost->text(), "All 15 units are done. 6 hold what is no number.");
}

TEST(RunPanel, ADiskThatWillNotDoIsSaidBeforeTheRun)
{
    needApplication();
    RunPanel panel;
    const auto* detail = panel.findChild<QLabel*>("detail");
    ExtractionCost cost{.units = 2, .estimate = {.bytes = 2'000'000, .free = 3'000'000}};
    panel.setCost(cost);
    EXPECT_TRUE(detail->text().contains("about 2.0 MB on disk, 3.0 MB free"));
    EXPECT_FALSE(detail->text().contains("Make room"));
    cost.estimate.free = 1'000'000;
    panel.setCost(cost);
    EXPECT_TRUE(detail->text().contains("Make room")) << detail->text().toStdString();
}

TEST(RunPanel, WhatCannotBeMadeSaysOfHowManySamples)
{
    needApplication();
    RunPanel panel;
    const auto* detail = panel.findChild<QLabel*>("detail");
    ExtractionCost cost;
    for (const std::size_t sample : {3u, 3u, 4u, 6u}) {
        cost.impossible.push_back(
            {{{0, 0}, sample}, "Sample q" + std::to_string(sample) + " has no parts yet."});
    }
    panel.setCost(cost);
    EXPECT_TRUE(
        detail->text().endsWith("4 units cannot be made: Sample q3 has no parts yet. Nor can "
                                "those of 2 more samples."))
        << detail->text().toStdString();
    for (UnitFailure& failure : cost.impossible) {
        failure.message = "pretrained.pt is missing.";
    }
    panel.setCost(cost);
    EXPECT_TRUE(detail->text().endsWith("4 units cannot be made: pretrained.pt is missing."))
        << "all for the same reason";
}

} // namespace
} // namespace palimpsest

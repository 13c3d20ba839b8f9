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

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/drawing_change.h"
#include "core/parts/edits.h"
#include "core/parts/painting.h"
#include "support/drawings.h"

#include <gtest/gtest.h>

#include <functional>

namespace palimpsest {
namespace {

Drawing threeBoxes()
{
    return drawingOf({box("a", 0, 0, 2, 1), box("b", 1, 0, 3, 1), box("c", 2, 0, 4, 1)}, 5, 1);
}

TEST(DrawingChange, LeadsThereAndBack)
{
    const std::vector<std::function<Drawing(const Drawing&)>> edits = {
        [](const Drawing& drawing) { return withPart(drawing); },
        [](const Drawing& drawing) { return withoutPart(drawing, 1); },
        [](const Drawing& drawing) { return withPartsMerged(drawing, 2, 0); },
        [](const Drawing& drawing) { return withPartRenamed(drawing, 1, "x"); },
        [](const Drawing& drawing) {
            return withPainted(drawing, 1, {.width = 2, .height = 1, .pixels = {1, 1}});
        },
        [](Drawing drawing) {
            drawing.width = 9;
            return drawing;
        },
        [](Drawing drawing) {
            drawing.object = objectOfBox(1, 0, 2, 1);
            return drawing;
        },
        [](const Drawing&) { return Drawing(); },
    };
    const Drawing before = threeBoxes();
    for (const auto& edit : edits) {
        const Drawing after = edit(before);
        const DrawingChange change = changeBetween(before, after);
        EXPECT_EQ(withChange(before, change), after);
        EXPECT_EQ(withoutChange(after, change), before);
    }
}

TEST(DrawingChange, TakesMemoryForWhatDiffersAlone)
{
    Drawing before = threeBoxes();
    for (int i = 0; i < 1000; ++i) {
        before.shapes.push_back(before.shapes[0]);
    }
    const DrawingChange change = changeBetween(before, withPart(before));
    EXPECT_LT(bytesOf(change), 1000U);
    EXPECT_GT(bytesOf(before), 1000 * sizeof(Shape));
    const Mask mask{.width = 100, .height = 100, .pixels = std::vector<std::uint8_t>(10'000, 1)};
    EXPECT_GT(bytesOf(drawingOf({{"a", {}, {}, mask}}, 100, 100)), 10'000U);
}

} // namespace
} // namespace palimpsest

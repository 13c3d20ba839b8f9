// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/missing_parts.h"
#include "core/parts/edits.h"
#include "support/drawings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

namespace palimpsest {
namespace {

std::vector<std::string> namesOf(const Drawing& drawing)
{
    std::vector<std::string> names;
    std::ranges::transform(drawing.parts, std::back_inserter(names), &PartStyle::name);
    return names;
}

PartNames animal()
{
    return {.name = "animal", .parts = {{"head", "", 1}, {"body", "", 2}, {"tail", "", 3}}};
}

TEST(MissingParts, OnesThatAreDrawnStandWhereTheSetHasThem)
{
    const PartNames set = animal();
    const Drawing before = drawingOf({box("collar", 0, 0, 1, 1), box("tail", 1, 0, 2, 1)}, 4, 1);
    const std::vector<PartStyle> missing = missingParts(&set, before);
    ASSERT_EQ(missing.size(), 2u);
    Drawing drawn = before;
    drawn.parts.insert(drawn.parts.end(), missing.begin(), missing.end());
    drawn.shapes.push_back(box("body", 2, 0, 3, 1));
    const Drawing after = withoutUndrawn(drawn, missing, &set);
    EXPECT_EQ(namesOf(after), (std::vector<std::string>{"collar", "body", "tail"}));
    EXPECT_FALSE(after.parts[2].colour.empty()) << "it keeps that of its place before";
    drawn.shapes.push_back(box("head", 3, 0, 4, 1));
    EXPECT_EQ(namesOf(withoutUndrawn(drawn, missing, &set)),
              (std::vector<std::string>{"collar", "head", "body", "tail"}));
}

TEST(MissingParts, NothingMovesThatIsInPlace)
{
    const PartNames set = animal();
    const Drawing before = drawingOf({box("tail", 0, 0, 1, 1), box("head", 1, 0, 2, 1)}, 4, 1);
    EXPECT_EQ(withoutUndrawn(before, missingParts(&set, before), &set), before)
        << "what was drawn before stays as it is";
    const Drawing head = drawingOf({box("head", 0, 0, 1, 1)}, 4, 1);
    const std::vector<PartStyle> missing = missingParts(&set, head);
    Drawing drawn = head;
    drawn.parts.insert(drawn.parts.end(), missing.begin(), missing.end());
    drawn.shapes.push_back(box("tail", 1, 0, 2, 1));
    const Drawing after = withoutUndrawn(drawn, missing, &set);
    EXPECT_EQ(namesOf(after), (std::vector<std::string>{"head", "tail"}));
    EXPECT_EQ(after.parts[0], head.parts[0]);
}

} // namespace
} // namespace palimpsest

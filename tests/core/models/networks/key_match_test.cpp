// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/networks/key_match.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(KeyMatch, NamesAllThatIsMissingUnexpectedOrOfAnotherShape)
{
    const TensorShapes model = {{"a", {2}}, {"b", {1, 3}}, {"c", {}}};
    const TensorMap file = {{"a", {{2}, {1, 2}}}, {"b", {{3, 1}, {1, 2, 3}}}, {"d", {{1}, {1}}}};
    const KeyMatch match = matchKeys(model, file);
    EXPECT_EQ(match.missing, std::vector<std::string>{"c"});
    EXPECT_EQ(match.unexpected, std::vector<std::string>{"d"});
    ASSERT_EQ(match.otherShapes.size(), 1U);
    expectError<BadFile>([&] { requireMatch(match, "x.pt", "its template"); },
                         "\"x.pt\" does not fit its template. Missing: c. Not in the model: d. "
                         "Shape of b: [3×1] in the file, [1×3] in the model.");
    const KeyMatch same = matchKeys({{"a", {2}}}, {{"a", {{2}, {1, 2}}}});
    EXPECT_TRUE(same.fits());
    EXPECT_NO_THROW(requireMatch(same, "x.pt", "its template"));
}

TEST(KeyMatch, AHeadForOtherClassesMayStandEitherWayRound)
{
    const auto differs = [](const TensorShapes& model, const TensorShapes& file) {
        TensorMap tensors;
        for (const auto& [name, shape] : file) {
            tensors[name].shape = shape;
        }
        return hasOtherClasses(matchKeys(model, tensors));
    };
    EXPECT_TRUE(differs({{"w", {5, 8}}, {"b", {5}}}, {{"w", {3, 8}}, {"b", {3}}}));
    EXPECT_TRUE(differs({{"w", {8, 5}}, {"b", {5}}}, {{"w", {8, 3}}, {"b", {3}}})) << "x @ W";
    EXPECT_TRUE(differs({{"w", {8, 5}}, {"b", {1, 5}}}, {{"w", {8, 3}}, {"b", {1, 3}}}));
    EXPECT_FALSE(differs({{"w", {5, 8}}, {"b", {5}}}, {{"w", {3, 8}}, {"b", {4}}}));
    EXPECT_FALSE(differs({{"w", {5, 8}}, {"b", {5}}}, {{"w", {3, 7}}, {"b", {3}}}));
    EXPECT_FALSE(differs({{"w", {5, 8}}, {"b", {5}}}, {{"w", {3, 8}}, {"b", {5}}}));
    EXPECT_FALSE(differs({{"w", {5, 8, 1, 1}}, {"b", {5}}}, {{"w", {3, 8, 1, 1}}, {"b", {3}}}));
}

TEST(KeyMatch, PrefixesCountWhenAllNamesHaveThem)
{
    EXPECT_EQ(commonPrefix({"module.a", "module.b"}), "module.");
    EXPECT_EQ(commonPrefix({"module._orig_mod.model.a"}), "module._orig_mod.model.");
    EXPECT_EQ(commonPrefix({"model.a", "head.b"}), "");
    EXPECT_EQ(commonPrefix({"module.", "module.b"}), "");
    EXPECT_EQ(commonPrefix({}), "");
}

} // namespace
} // namespace palimpsest

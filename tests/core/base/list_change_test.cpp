// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/list_change.h"

#include <gtest/gtest.h>

#include <random>

namespace palimpsest {
namespace {

using List = std::vector<int>;

TEST(ListChange, IsTheRunThatDiffers)
{
    EXPECT_EQ(listChange<int>({1, 2, 3, 4}, {1, 2, 9, 4}),
              (ListChange<int>{.at = 2, .before = {3}, .after = {9}}));
    EXPECT_EQ(listChange<int>({1, 2}, {1, 7, 8, 2}),
              (ListChange<int>{.at = 1, .before = {}, .after = {7, 8}}));
    EXPECT_EQ(listChange<int>({5, 5, 5}, {5, 5}),
              (ListChange<int>{.at = 2, .before = {5}, .after = {}}));
    EXPECT_EQ(listChange<int>({1, 2}, {1, 2}), (ListChange<int>{.at = 2}));
}

TEST(ListChange, LeadsFromEitherListToTheOther)
{
    std::mt19937 random(5);
    const auto randomList = [&random] {
        List list(random() % 6);
        for (int& entry : list) {
            entry = static_cast<int>(random() % 3);
        }
        return list;
    };
    for (int i = 0; i < 2000; ++i) {
        const List before = randomList();
        const List after = randomList();
        const ListChange<int> change = listChange(before, after);
        List list = before;
        replaceRun(list, change.at, change.before, change.after);
        EXPECT_EQ(list, after);
        replaceRun(list, change.at, change.after, change.before);
        EXPECT_EQ(list, before);
    }
}

} // namespace
} // namespace palimpsest

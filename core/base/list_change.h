// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace palimpsest {

/// What differs between two lists: one run of entries that stands in the place of another.
template<typename T>
struct ListChange
{
    std::size_t at = 0; ///< of the first entry that differs
    std::vector<T> before;
    std::vector<T> after;

    bool isNone() const { return before.empty() && after.empty(); }

    bool operator==(const ListChange&) const = default;
};

/// The shortest such change.
template<typename T>
ListChange<T> listChange(const std::vector<T>& before, const std::vector<T>& after)
{
    const auto [first, second] = std::ranges::mismatch(before, after);
    const auto [last, secondLast] =
        std::mismatch(before.rbegin(), std::make_reverse_iterator(first), after.rbegin(),
                      std::make_reverse_iterator(second));
    return {.at = static_cast<std::size_t>(first - before.begin()),
            .before = {first, last.base()},
            .after = {second, secondLast.base()}};
}

/// Puts `now` in the place of `old`, which begins at `at`.
template<typename T>
void replaceRun(std::vector<T>& list, std::size_t at, const std::vector<T>& old,
                const std::vector<T>& now)
{
    const auto begin = list.begin() + static_cast<std::ptrdiff_t>(at);
    const auto rest = list.erase(begin, begin + static_cast<std::ptrdiff_t>(old.size()));
    list.insert(rest, now.begin(), now.end());
}

} // namespace palimpsest

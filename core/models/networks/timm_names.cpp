// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/timm_names.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace palimpsest {

namespace {

/// Takes `start` off the front of `text`; false where it does not begin so.
bool take(std::string_view& text, std::string_view start)
{
    if (!text.starts_with(start)) {
        return false;
    }
    text.remove_prefix(start.size());
    return true;
}

/// Takes a number off the front of `text`; 0 where none stands there.
std::int64_t takeNumber(std::string_view& text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

} // namespace

std::optional<TimmViT> timmViT(std::string_view name)
{
    struct Size
    {
        std::string_view name;
        TimmViT sizes;
    };
    constexpr auto kSizes =
        std::to_array<Size>({{"tiny", {.width = 192, .blocks = 12, .patch = 0, .heads = 3}},
                             {"small", {.width = 384, .blocks = 12, .patch = 0, .heads = 6}},
                             {"base", {.width = 768, .blocks = 12, .patch = 0, .heads = 12}},
                             {"large", {.width = 1024, .blocks = 24, .patch = 0, .heads = 16}},
                             {"huge", {.width = 1280, .blocks = 32, .patch = 0, .heads = 16}}});
    // What older releases hung on a name to tell the weights, as a tag behind the point does now.
    constexpr auto kOldTags =
        std::to_array<std::string_view>({"", "_in21k", "_sam", "_dino", "_miil"});

    std::string_view rest = name.substr(0, name.find('.'));
    if (!take(rest, "vit_") && !take(rest, "deit_")) {
        return std::nullopt;
    }
    const auto* const size =
        std::ranges::find_if(kSizes, [&](const Size& one) { return take(rest, one.name); });
    if (size == kSizes.end() || !take(rest, "_patch")) {
        return std::nullopt;
    }
    TimmViT sizes = size->sizes;
    sizes.patch = takeNumber(rest);
    const bool isPlain = sizes.patch > 0 && take(rest, "_") && takeNumber(rest) > 0 &&
                         std::ranges::find(kOldTags, rest) != kOldTags.end();
    return isPlain ? std::optional(sizes) : std::nullopt;
}

} // namespace palimpsest

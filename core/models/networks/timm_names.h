// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace palimpsest {

/// The sizes that timm means by the name of a plain vision transformer.
struct TimmViT
{
    std::int64_t width = 0;
    std::int64_t blocks = 0;
    std::int64_t patch = 0; ///< side in pixels
    std::int64_t heads = 0;
};

/// Those of "vit_base_patch16_224.augreg_in1k" or "deit_small_patch16_224"; nothing for other
/// families and for kin that compute otherwise, as "vit_base_patch16_clip_224" and
/// "deit3_small_patch16_224" do.
std::optional<TimmViT> timmViT(std::string_view name);

} // namespace palimpsest

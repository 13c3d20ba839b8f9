// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/preprocessing.h"

#include <filesystem>
#include <string_view>

namespace palimpsest {

/// What the ImageNet models of torchvision are evaluated with: shorter side to 256, bilinear, the
/// middle 224 × 224, mean and std of ImageNet; the same proportions for another `side`.
Preprocessing torchvisionPreprocessing(int side = 224);

/// For pictures that have the model's size already: mean and std of ImageNet alone.
Preprocessing exactPreprocessing(int side);

/// What timm evaluates models with: shorter side to floor(side / cropShare), bicubic, the middle
/// side × side, mean and std of ImageNet. `cropShare` is its crop_pct, in (0, 1].
/// Throws BadInput when one of the two makes no sense.
Preprocessing timmPreprocessing(int side, double cropShare);

/// Reads a preprocessor_config.json of Hugging Face. Where "size" is one number, the kind of the
/// processor decides what it means, as in its library: the side of a square (ViT, DeiT, BEiT,
/// Swin) or the shorter one (CLIP, ConvNeXt, LeViT, BiT, MobileNet). `source` names the text in
/// messages. Throws BadFile, naming the entry, when something is missing or cannot be done here.
Preprocessing preprocessingFromHuggingFace(std::string_view text,
                                           const std::filesystem::path& source);

} // namespace palimpsest

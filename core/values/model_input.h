// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/samples/preprocessing.h"
#include "core/samples/sentence.h"

#include <string>
#include <variant>

namespace palimpsest {

/// A picture as models take it.
struct PictureInput
{
    ImageTensor image;
    ImageTensor baseline; ///< of the same shape: where the pixels of absent parts are taken from

    bool operator==(const PictureInput&) const = default;
};

/// A sample as models take it, and which part each of its pixels or tokens belongs to. Those of no
/// part are always present.
struct ModelInput
{
    std::variant<PictureInput, SentenceInput> content = {};
    LabelMap parts = {}; ///< height × width of the picture, or 1 × tokens

    bool operator==(const ModelInput&) const = default;
};

/// SHA-256 over what the sample shows: the picture and its normalisation, or the tokens and, where
/// not all are 0, their segments.
std::string sampleSha256(const ModelInput& input);

/// SHA-256 over what stands in for absent parts.
std::string baselineSha256(const ModelInput& input);

} // namespace palimpsest

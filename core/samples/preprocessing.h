// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/image.h"

#include <string>
#include <vector>

namespace palimpsest {

/// What a model does to a picture before it looks: size in pixels, and `(x/255 − mean) / std` per
/// channel.
struct Preprocessing
{
    int width = 0;
    int height = 0;
    std::vector<double> mean; ///< one per channel, in [0, 1]
    std::vector<double> std;  ///< one per channel, > 0

    int channels() const { return static_cast<int>(mean.size()); }
    bool operator==(const Preprocessing&) const = default;
};

/// A preprocessed picture: float32, channels × height × width.
struct ImageTensor
{
    int channels = 0;
    int height = 0;
    int width = 0;
    std::vector<float> values;

    bool operator==(const ImageTensor&) const = default;
};

/// Normalises `image`. Throws BadInput when its size or channels are not those of `preprocessing`;
/// `name` says in the message which picture it was.
ImageTensor preprocess(const Image& image, const Preprocessing& preprocessing,
                       const std::string& name);

/// SHA-256 over shape and values: it changes when the picture or its normalisation does.
std::string sha256(const ImageTensor& tensor);

} // namespace palimpsest

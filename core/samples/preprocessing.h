// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/image.h"
#include "core/pictures/resize.h"

#include <string>
#include <vector>

namespace palimpsest {

/// How a picture of any size gets the one that a model takes.
enum class ResizeMode {
    None,        ///< it must have that size already
    ShorterSide, ///< resized until its shorter side is Resizing::side, then cropped
    Squash,      ///< resized to side × side whatever its shape, then cropped
};

/// Where the middle that is cropped begins when it cannot be in the middle exactly.
enum class CropStart {
    Rounded, ///< to the even one of two pixels, as in torchvision and timm
    Floor,   ///< to the left and top, as in Hugging Face's processors
};

struct Resizing
{
    ResizeMode mode = ResizeMode::None;
    Interpolation interpolation = Interpolation::Bilinear;
    int side = 0; ///< in pixels; 0 for Squash: to the model's width × height, without a crop
    CropStart cropStart = CropStart::Rounded;

    bool operator==(const Resizing&) const = default;
};

/// What a model does to a picture before it looks: size in pixels, and `(x/255 − mean) / std` per
/// channel.
struct Preprocessing
{
    int width = 0;
    int height = 0;
    std::vector<double> mean; ///< one per channel, in [0, 1]
    std::vector<double> std;  ///< one per channel, > 0
    Resizing resizing;

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

/// What of `image` the model sees, in its size: what people look at and draw parts on. Throws
/// BadInput when it has another size and none is made from it; `name` says which picture it was.
Image fitted(const Image& image, const Preprocessing& preprocessing, const std::string& name);

/// Normalises a picture that has the model's size. Throws BadInput when its size or channels are
/// others; `name` says in the message which picture it was.
ImageTensor normalised(const Image& image, const Preprocessing& preprocessing,
                       const std::string& name);

/// Both, one after the other: a picture of any size as the model gets it.
ImageTensor preprocess(const Image& image, const Preprocessing& preprocessing,
                       const std::string& name);

/// Name of a mode in files: "none", "shorter_side", "squash".
std::string resizeModeName(ResizeMode mode);

/// Name in files: "rounded", "floor".
std::string cropStartName(CropStart start);

/// "shorter side 256 bilinear, middle 224×224, mean 0.485,0.456,0.406, std 0.229,0.224,0.225"
std::string describe(const Preprocessing& preprocessing);

/// SHA-256 over shape and values: it changes when the picture or its normalisation does.
std::string sha256(const ImageTensor& tensor);

} // namespace palimpsest

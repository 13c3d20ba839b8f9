// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/preprocessing.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/sha256.h"
#include "core/samples/picture_view.h"

#include <string_view>

namespace palimpsest {

Image fitted(const Image& image, const Preprocessing& preprocessing, const std::string& name)
{
    if (preprocessing.resizing.mode == ResizeMode::None) {
        if (image.width != preprocessing.width || image.height != preprocessing.height) {
            throw BadInput("Picture " + name + " is " + std::to_string(image.width) + " × " +
                           std::to_string(image.height) + " pixels; the study's models take " +
                           std::to_string(preprocessing.width) + " × " +
                           std::to_string(preprocessing.height) +
                           ". Resize it first, so that parts are drawn on what the models see.");
        }
        return image;
    }
    const Fitting fitting = fittingOf(image.width, image.height, preprocessing);
    const Image sized =
        resized(image, fitting.width, fitting.height, preprocessing.resizing.interpolation);
    return cropped(sized, fitting.left, fitting.top, preprocessing.width, preprocessing.height);
}

ImageTensor preprocess(const Image& image, const Preprocessing& preprocessing,
                       const std::string& name)
{
    return normalised(fitted(image, preprocessing, name), preprocessing, name);
}

std::string resizeModeName(ResizeMode mode)
{
    switch (mode) {
    case ResizeMode::None:
        return "none";
    case ResizeMode::ShorterSide:
        return "shorter_side";
    case ResizeMode::Squash:
        return "squash";
    }
    return {};
}

std::string cropStartName(CropStart start)
{
    return start == CropStart::Floor ? "floor" : "rounded";
}

ImageTensor normalised(const Image& image, const Preprocessing& preprocessing,
                       const std::string& name)
{
    const int channels = preprocessing.channels();
    if (image.width != preprocessing.width || image.height != preprocessing.height ||
        image.channels != channels) {
        throw BadInput("Picture " + name + " has " + std::to_string(image.width) + " × " +
                       std::to_string(image.height) + " pixels in " +
                       std::to_string(image.channels) + " channels; the study's models take " +
                       std::to_string(preprocessing.width) + " × " +
                       std::to_string(preprocessing.height) + " in " + std::to_string(channels) +
                       ". Check the preprocessing of the study.");
    }
    ImageTensor tensor{.channels = channels,
                       .height = image.height,
                       .width = image.width,
                       .values = std::vector<float>(image.pixels.size())};
    const std::size_t plane = static_cast<std::size_t>(image.width) * image.height;
    for (std::size_t pixel = 0; pixel < plane; ++pixel) {
        for (int c = 0; c < channels; ++c) {
            const double level = image.pixels[pixel * channels + c] / 255.0;
            tensor.values[c * plane + pixel] =
                static_cast<float>((level - preprocessing.mean[c]) / preprocessing.std[c]);
        }
    }
    return tensor;
}

std::string describe(const Preprocessing& preprocessing)
{
    const Resizing& resizing = preprocessing.resizing;
    const std::string size =
        std::to_string(preprocessing.width) + "×" + std::to_string(preprocessing.height) +
        (preprocessing.width == preprocessing.height ? "" : " (width × height)");
    std::string text = size + " as they are";
    if (resizing.mode == ResizeMode::ShorterSide) {
        text = "shorter side " + std::to_string(resizing.side) + " " +
               interpolationName(resizing.interpolation) + ", middle " + size;
    } else if (resizing.mode == ResizeMode::Squash) {
        const std::string side = std::to_string(resizing.side);
        text = "squashed to " +
               (resizing.side == 0 ? size : side + "×" + side + ", middle " + size) + " " +
               interpolationName(resizing.interpolation);
    }
    return text + ", mean " + listedNumbers(preprocessing.mean) + ", std " +
           listedNumbers(preprocessing.std);
}

std::string sha256(const ImageTensor& tensor)
{
    std::string bytes = std::to_string(tensor.channels) + "x" + std::to_string(tensor.height) +
                        "x" + std::to_string(tensor.width) + "\n";
    bytes.append(reinterpret_cast<const char*>(tensor.values.data()),
                 tensor.values.size() * sizeof(float));
    return sha256(std::string_view(bytes));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/preprocessing.h"

#include "core/base/error.h"
#include "core/base/sha256.h"

#include <string_view>

namespace palimpsest {

ImageTensor preprocess(const Image& image, const Preprocessing& preprocessing,
                       const std::string& name)
{
    const int channels = preprocessing.channels();
    if (image.width != preprocessing.width || image.height != preprocessing.height ||
        image.channels != channels) {
        throw BadInput("Picture " + name + " is " + std::to_string(image.width) + " × " +
                       std::to_string(image.height) + " pixels; the study's models take " +
                       std::to_string(preprocessing.width) + " × " +
                       std::to_string(preprocessing.height) +
                       ". Resize it first, so that parts are drawn on what the models see.");
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

std::string sha256(const ImageTensor& tensor)
{
    std::string bytes = std::to_string(tensor.channels) + "x" + std::to_string(tensor.height) +
                        "x" + std::to_string(tensor.width) + "\n";
    bytes.append(reinterpret_cast<const char*>(tensor.values.data()),
                 tensor.values.size() * sizeof(float));
    return sha256(std::string_view(bytes));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/baseline.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

ImageTensor baselineTensor(const Baseline& baseline, const Preprocessing& preprocessing)
{
    const int channels = preprocessing.channels();
    const bool isColour = baseline.kind == BaselineKind::Colour;
    if (isColour && static_cast<int>(baseline.colour.size()) != channels) {
        throw BadInput("The baseline colour has " + std::to_string(baseline.colour.size()) +
                       " channels and the study's pictures have " + std::to_string(channels) +
                       ". Give one level from 0 to 255 per channel.");
    }
    const std::size_t plane = static_cast<std::size_t>(preprocessing.width) * preprocessing.height;
    ImageTensor tensor{.channels = channels,
                       .height = preprocessing.height,
                       .width = preprocessing.width,
                       .values = std::vector<float>(plane * channels, 0.0F)};
    if (isColour) {
        for (int c = 0; c < channels; ++c) {
            const double level =
                (baseline.colour[c] / 255.0 - preprocessing.mean[c]) / preprocessing.std[c];
            std::fill_n(tensor.values.begin() + static_cast<std::ptrdiff_t>(c * plane), plane,
                        static_cast<float>(level));
        }
    }
    return tensor;
}

std::string describe(const Baseline& baseline)
{
    if (baseline.kind == BaselineKind::DatasetMean) {
        return "data-set mean";
    }
    if (std::ranges::all_of(baseline.colour, [](double level) { return level == 0.0; })) {
        return "black";
    }
    std::string text = "colour";
    for (const double level : baseline.colour) {
        text += (text == "colour" ? " " : ", ") + std::to_string(std::lround(level));
    }
    return text;
}

} // namespace palimpsest

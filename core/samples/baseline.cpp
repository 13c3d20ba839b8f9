// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/baseline.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

std::vector<double> baselineLevels(const Baseline& baseline, const Preprocessing& preprocessing)
{
    const auto channels = static_cast<std::size_t>(preprocessing.channels());
    if (baseline.kind == BaselineKind::Colour) {
        if (baseline.colour.size() != channels) {
            throw BadInput("The baseline colour has " + std::to_string(baseline.colour.size()) +
                           " channels and the study's pictures have " + std::to_string(channels) +
                           ". Give one level from 0 to 255 per channel.");
        }
        return baseline.colour;
    }
    std::vector<double> levels = preprocessing.mean;
    std::ranges::transform(levels, levels.begin(), [](double mean) { return mean * 255.0; });
    return levels;
}

ImageTensor baselineTensor(const Baseline& baseline, const Preprocessing& preprocessing)
{
    const auto channels = static_cast<std::size_t>(preprocessing.channels());
    const std::vector<double> levels = baselineLevels(baseline, preprocessing);
    const std::size_t plane = static_cast<std::size_t>(preprocessing.width) * preprocessing.height;
    ImageTensor tensor{.channels = preprocessing.channels(),
                       .height = preprocessing.height,
                       .width = preprocessing.width,
                       .values = std::vector<float>(plane * channels, 0.0F)};
    // The data set's mean is exactly 0, which dividing by 255 would miss.
    for (std::size_t c = 0; c < channels && baseline.kind == BaselineKind::Colour; ++c) {
        const double level = (levels[c] / 255.0 - preprocessing.mean[c]) / preprocessing.std[c];
        std::fill_n(tensor.values.begin() + static_cast<std::ptrdiff_t>(c * plane), plane,
                    static_cast<float>(level));
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

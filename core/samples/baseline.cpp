// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/baseline.h"

#include "core/base/error.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/photo.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace palimpsest {

namespace {

std::vector<double> meanLevels(const Image& picture)
{
    const auto channels = static_cast<std::size_t>(picture.channels);
    std::vector<double> levels(channels, 0.0);
    for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
        levels[i % channels] += picture.pixels[i];
    }
    const double pixels = static_cast<double>(picture.width) * picture.height;
    std::ranges::transform(levels, levels.begin(), [&](double sum) { return sum / pixels; });
    return levels;
}

/// Its level in [0, 255] per channel, where it is one colour.
std::optional<std::vector<double>>
levelsOf(const Baseline& baseline, const Preprocessing& preprocessing, const Image& picture)
{
    const auto channels = static_cast<std::size_t>(preprocessing.channels());
    switch (baseline.kind) {
    case BaselineKind::DatasetMean: {
        std::vector<double> levels = preprocessing.mean;
        std::ranges::transform(levels, levels.begin(), [](double mean) { return mean * 255.0; });
        return levels;
    }
    case BaselineKind::Colour:
        if (baseline.colour.size() != channels) {
            throw BadInput("The baseline colour has " + std::to_string(baseline.colour.size()) +
                           " channels and the study's pictures have " + std::to_string(channels) +
                           ". Give one level from 0 to 255 per channel.");
        }
        return baseline.colour;
    case BaselineKind::ImageMean:
        return meanLevels(picture);
    case BaselineKind::Blur:
    case BaselineKind::Telea:
    case BaselineKind::NavierStokes:
        break;
    }
    return std::nullopt;
}

/// The pixels of `image`, which OpenCV takes without const.
cv::Mat matrixOf(const Image& image)
{
    return {image.height, image.width, CV_8UC(image.channels),
            const_cast<std::uint8_t*>(image.pixels.data())};
}

Image blurred(const Image& picture, double sigma)
{
    if (!(sigma > 0.0 && sigma <= kMaxBlurSigma)) {
        throw BadInput("A blur needs a σ above 0 and up to " +
                       std::to_string(std::lround(kMaxBlurSigma)) + " pixels.");
    }
    cv::Mat exact; // in whole levels the weights of a wide Gaussian would vanish
    matrixOf(picture).convertTo(exact, CV_32F);
    cv::GaussianBlur(exact, exact, {}, sigma);
    Image result = picture;
    exact.convertTo(matrixOf(result), CV_8U);
    return result;
}

Image inpainted(const Image& picture, const LabelMap& parts, BaselineKind kind)
{
    constexpr double kRadius = 3.0; // pixels around a point that it is painted from
    if (std::ranges::find(parts.labels, 0) == parts.labels.end()) {
        throw BadInput("The parts cover the whole picture, so there is no background to paint "
                       "them over from. Choose another baseline or leave some background.");
    }
    cv::Mat mask(parts.height, parts.width, CV_8UC1);
    std::ranges::transform(parts.labels, mask.begin<std::uint8_t>(),
                           [](std::uint8_t label) { return label > 0 ? 255 : 0; });
    cv::Mat painted;
    cv::inpaint(matrixOf(picture), mask, painted, kRadius,
                kind == BaselineKind::Telea ? cv::INPAINT_TELEA : cv::INPAINT_NS);
    Image result = picture;
    painted.copyTo(matrixOf(result));
    return result;
}

/// "2.8": three digits at most.
std::string shortened(double value)
{
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 3);
    return {text.data(), end.ptr};
}

std::string describeColour(const std::vector<double>& colour)
{
    if (std::ranges::all_of(colour, [](double level) { return level == 0.0; })) {
        return "black";
    }
    std::string text = "colour";
    for (const double level : colour) {
        text += (text == "colour" ? " " : ", ") + shortened(level);
    }
    return text;
}

} // namespace

double defaultBlurSigma(const Preprocessing& preprocessing)
{
    return std::min(preprocessing.width, preprocessing.height) / 10.0;
}

bool isInpainted(const Baseline& baseline)
{
    return baseline.kind == BaselineKind::Telea || baseline.kind == BaselineKind::NavierStokes;
}

Image baselinePicture(const Baseline& baseline, const Preprocessing& preprocessing,
                      const Image& picture, const LabelMap& parts)
{
    const auto levels = levelsOf(baseline, preprocessing, picture);
    if (!levels) {
        return baseline.kind == BaselineKind::Blur ? blurred(picture, baseline.sigma)
                                                   : inpainted(picture, parts, baseline.kind);
    }
    Image result = picture;
    for (std::size_t i = 0; i < result.pixels.size(); ++i) {
        result.pixels[i] =
            static_cast<std::uint8_t>(std::clamp((*levels)[i % levels->size()], 0.0, 255.0) + 0.5);
    }
    return result;
}

ImageTensor baselineTensor(const Baseline& baseline, const Preprocessing& preprocessing,
                           const Image& picture, const LabelMap& parts)
{
    const auto levels = levelsOf(baseline, preprocessing, picture);
    if (!levels) {
        return normalised(baselinePicture(baseline, preprocessing, picture, parts), preprocessing,
                          "of the baseline");
    }
    const std::size_t plane = static_cast<std::size_t>(preprocessing.width) * preprocessing.height;
    ImageTensor tensor{.channels = preprocessing.channels(),
                       .height = preprocessing.height,
                       .width = preprocessing.width,
                       .values = std::vector<float>(plane * levels->size(), 0.0F)};
    // The data set's mean is exactly 0, which dividing by 255 would miss.
    for (std::size_t c = 0; c < levels->size() && baseline.kind != BaselineKind::DatasetMean; ++c) {
        const double level = ((*levels)[c] / 255.0 - preprocessing.mean[c]) / preprocessing.std[c];
        std::fill_n(tensor.values.begin() + static_cast<std::ptrdiff_t>(c * plane), plane,
                    static_cast<float>(level));
    }
    return tensor;
}

std::string baselineKindName(BaselineKind kind)
{
    switch (kind) {
    case BaselineKind::DatasetMean:
        break;
    case BaselineKind::Colour:
        return "colour";
    case BaselineKind::ImageMean:
        return "image_mean";
    case BaselineKind::Blur:
        return "blur";
    case BaselineKind::Telea:
        return "telea";
    case BaselineKind::NavierStokes:
        return "navier_stokes";
    }
    return "dataset_mean";
}

std::string describe(const Baseline& baseline)
{
    switch (baseline.kind) {
    case BaselineKind::DatasetMean:
        break;
    case BaselineKind::Colour:
        return describeColour(baseline.colour);
    case BaselineKind::ImageMean:
        return "mean of the picture";
    case BaselineKind::Blur:
        return "blur with σ = " + shortened(baseline.sigma) + " pixels";
    case BaselineKind::Telea:
        return "inpainting (Telea)";
    case BaselineKind::NavierStokes:
        return "inpainting (Navier–Stokes)";
    }
    return "mean of the normalisation";
}

} // namespace palimpsest

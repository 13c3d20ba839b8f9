// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/flat_background.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/preprocessing.h"
#include "core/study/own_files.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kNear = 8.0;      // levels: what JPEG makes of a flat colour
constexpr double kFar = 16.0;      // levels that make an outline
constexpr std::size_t kLooked = 8; // samples, from the first that matters on

/// Positions of the pixels at the edge of a picture.
std::vector<std::size_t> edgeOf(const Image& picture)
{
    std::vector<std::size_t> edge;
    for (int y = 0; y < picture.height; ++y) {
        const bool isWhole = y == 0 || y == picture.height - 1;
        for (int x = 0; x < picture.width; x += isWhole ? 1 : std::max(picture.width - 1, 1)) {
            edge.push_back(static_cast<std::size_t>(y) * picture.width + x);
        }
    }
    return edge;
}

/// The level that half of the pixels at the edge do not exceed, per channel.
std::vector<double> medianOf(const Image& picture, const std::vector<std::size_t>& edge)
{
    const auto channels = static_cast<std::size_t>(picture.channels);
    std::vector<double> median;
    for (std::size_t c = 0; c < channels; ++c) {
        std::vector<std::uint8_t> levels;
        for (const std::size_t pixel : edge) {
            levels.push_back(picture.pixels[pixel * channels + c]);
        }
        const auto middle = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() / 2);
        std::ranges::nth_element(levels, middle);
        median.push_back(*middle);
    }
    return median;
}

bool isNear(const Image& picture, std::size_t pixel, const std::vector<double>& colour)
{
    for (std::size_t c = 0; c < colour.size(); ++c) {
        if (std::abs(picture.pixels[pixel * colour.size() + c] - colour[c]) > kNear) {
            return false;
        }
    }
    return true;
}

bool isFar(const std::vector<double>& a, const std::vector<double>& b)
{
    return !std::ranges::equal(
        a, b, [](double first, double second) { return std::abs(first - second) <= kFar; });
}

/// What models see of a sample's picture; none where it has none, or one that cannot be read, as
/// whoever needs it says.
std::optional<Image> seen(const std::filesystem::path& folder, const Study& study,
                          const Sample& sample)
{
    if (sample.image.empty()) {
        return std::nullopt;
    }
    try {
        return fitted(readImage(ownFile(folder, sample.image), study.preprocessing.channels()),
                      study.preprocessing, quoted(sample.image));
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// The first pixel of what stands for hidden parts.
std::vector<double> hiddenColour(const Study& study, const Image& picture, std::size_t channels)
{
    const Image hidden = baselinePicture(study.settings.baseline, study.preprocessing, picture, {});
    return {hidden.pixels.begin(), hidden.pixels.begin() + static_cast<std::ptrdiff_t>(channels)};
}

} // namespace

std::optional<std::vector<double>> flatBackground(const Image& picture)
{
    constexpr double kMost = 0.7;
    constexpr double kSomething = 0.05;
    const std::vector<std::size_t> edge = edgeOf(picture);
    if (edge.empty()) {
        return std::nullopt;
    }
    const std::vector<double> colour = medianOf(picture, edge);
    const auto isOfColour = [&](std::size_t pixel) { return isNear(picture, pixel, colour); };
    const auto flat = static_cast<double>(std::ranges::count_if(edge, isOfColour));
    const std::size_t all = picture.pixels.size() / colour.size();
    std::size_t others = 0;
    for (std::size_t pixel = 0; pixel < all; ++pixel) {
        others += isOfColour(pixel) ? 0 : 1;
    }
    const bool isFlat = flat >= kMost * static_cast<double>(edge.size()) &&
                        static_cast<double>(others) >= kSomething * static_cast<double>(all);
    return isFlat ? std::optional(colour) : std::nullopt;
}

std::optional<BaselineQuestion> baselineQuestion(const std::filesystem::path& folder,
                                                 const Study& study)
{
    if (!study.settings.asksBaseline) {
        return std::nullopt;
    }
    std::optional<BaselineQuestion> question;
    const std::size_t count = study.samples.size();
    for (std::size_t i = 0; i < count && (!question || i < question->sample + kLooked); ++i) {
        std::optional<Image> picture = seen(folder, study, study.samples[i]);
        const auto colour = picture ? flatBackground(*picture) : std::nullopt;
        if (question) {
            question->looked += picture ? 1 : 0;
            question->others += colour && isFar(*colour, question->ofBackground.colour) ? 1 : 0;
        } else if (colour && isFar(*colour, hiddenColour(study, *picture, colour->size()))) {
            question = {.sample = i,
                        .picture = std::move(*picture),
                        .ofBackground = {.kind = BaselineKind::Colour, .colour = *colour},
                        .standing = study.settings.baseline};
        }
    }
    return question;
}

std::string describe(const BaselineQuestion& question, const Study& study)
{
    const std::string ground = describe(question.ofBackground);
    return "Nobody has chosen what the models see in the place of a hidden part. As the study "
           "stands, they see the " +
           describe(question.standing) + ". But the background of " +
           study.samples[question.sample].id + " is of one colour (" + ground +
           "), so that a hidden part would leave a patch of another colour there, and the models "
           "could tell from its outline what is hidden." +
           (question.others == 0
                ? std::string()
                : " No one colour does for all: of the " + std::to_string(question.looked) +
                      " pictures that were looked at, " + std::to_string(question.others) +
                      (question.others == 1 ? " has" : " have") +
                      " a flat background of another colour, where this one would leave a patch.");
}

} // namespace palimpsest

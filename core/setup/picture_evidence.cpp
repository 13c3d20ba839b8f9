// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/picture_evidence.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/samples/preprocessing_presets.h"
#include "core/study/own_files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace palimpsest {

namespace {

constexpr int kColours = 3;

/// Sums over the pixels of pictures.
class Sums
{
public:
    void add(const Image& image)
    {
        const bool isFirst = m_evidence.pictures++ == 0;
        PictureEvidence& seen = m_evidence;
        seen.leastWidth = isFirst ? image.width : std::min(seen.leastWidth, image.width);
        seen.leastHeight = isFirst ? image.height : std::min(seen.leastHeight, image.height);
        seen.mostWidth = std::max(seen.mostWidth, image.width);
        seen.mostHeight = std::max(seen.mostHeight, image.height);
        for (std::size_t i = 0; i < image.pixels.size(); i += kColours) {
            const std::uint8_t* rgb = image.pixels.data() + i;
            m_isGrey = m_isGrey && rgb[0] == rgb[1] && rgb[1] == rgb[2];
            for (std::size_t c = 0; c < kColours; ++c) {
                m_sum[c] += rgb[c];
                m_squares[c] += static_cast<std::uint64_t>(rgb[c]) * rgb[c];
                m_least = std::min(m_least, rgb[c]);
                m_most = std::max(m_most, rgb[c]);
            }
        }
        m_pixels += image.pixels.size() / kColours;
    }

    PictureEvidence evidence() const
    {
        constexpr double kByte = 255.0;
        PictureEvidence result = m_evidence;
        result.isGrey = m_isGrey;
        result.least = m_least;
        result.most = m_most;
        const auto count = static_cast<double>(m_pixels);
        for (std::size_t c = 0; c < (m_isGrey ? 1 : kColours); ++c) {
            const double mean = static_cast<double>(m_sum[c]) / count;
            const double square = static_cast<double>(m_squares[c]) / count;
            result.mean.push_back(mean / kByte);
            result.std.push_back(std::sqrt(std::max(square - mean * mean, 0.0)) / kByte);
        }
        return result;
    }

private:
    PictureEvidence m_evidence;
    std::array<std::uint64_t, kColours> m_sum{};
    std::array<std::uint64_t, kColours> m_squares{};
    std::uint64_t m_pixels = 0;
    std::uint8_t m_least = 255;
    std::uint8_t m_most = 0;
    bool m_isGrey = true;
};

/// To the four digits that training programs write.
std::vector<double> rounded(std::vector<double> values)
{
    constexpr double kDigits = 1e4;
    std::ranges::transform(values, values.begin(),
                           [](double value) { return std::round(value * kDigits) / kDigits; });
    return values;
}

std::string range(int least, int most)
{
    return least == most ? std::to_string(least)
                         : std::to_string(least) + "–" + std::to_string(most);
}

} // namespace

PictureEvidence evidenceOf(const PictureList& list)
{
    std::vector<ListedPicture> pictures = picturesOfSplit(list, splitName(Split::Train));
    if (pictures.empty()) {
        pictures = list.pictures;
    }
    const std::size_t count = std::min(kMostLookedAt, pictures.size());
    Sums sums;
    std::string problem = "The data set has no pictures.";
    bool isAny = false;
    for (std::size_t i = 0; i < count; ++i) {
        const ListedPicture& picture = pictures[i * pictures.size() / count];
        try {
            sums.add(picture.image.pixels.empty() ? readImage(picture.path, kColours)
                                                  : withChannels(picture.image, kColours));
            isAny = true;
        } catch (const BadFile& error) {
            problem = error.what();
        }
    }
    if (!isAny) {
        throw BadFile(problem);
    }
    return sums.evidence();
}

PictureEvidence evidenceOf(const std::filesystem::path& folder, const Study& study)
{
    PictureList stored;
    for (const Sample& sample : study.samples) {
        stored.pictures.push_back({.path = ownFile(folder, sample.image)});
    }
    return evidenceOf(stored);
}

std::string madeGrey(const PictureEvidence& evidence, const Preprocessing& preprocessing)
{
    return evidence.isGrey || preprocessing.channels() != 1
               ? std::string()
               : "Pictures in colour are made grey, as one mean says one channel. Give three "
                 "means and three standard deviations for colour.";
}

bool areSmall(const PictureEvidence& evidence)
{
    constexpr int kSmall = 96; // STL-10's; those of ImageNet are larger
    return evidence.isOneSize() && std::max(evidence.mostWidth, evidence.mostHeight) <= kSmall;
}

Preprocessing fittingPreprocessing(const PictureEvidence& evidence)
{
    if (!areSmall(evidence)) {
        return torchvisionPreprocessing();
    }
    Preprocessing result{.width = evidence.mostWidth,
                         .height = evidence.mostHeight,
                         .mean = rounded(evidence.mean),
                         .std = rounded(evidence.std),
                         .resizing = {}};
    constexpr double kFlat = 1e-3; // pictures of one colour, which nothing can be divided by
    for (double& deviation : result.std) {
        deviation = deviation < kFlat ? 1.0 : deviation;
    }
    return result;
}

std::string describe(const PictureEvidence& evidence)
{
    return std::to_string(evidence.pictures) +
           (evidence.pictures == 1 ? " picture of " : " pictures of ") +
           range(evidence.leastWidth, evidence.mostWidth) + " × " +
           range(evidence.leastHeight, evidence.mostHeight) +
           (evidence.isGrey ? ", grey" : ", in colour") + ", levels " +
           std::to_string(evidence.least) + " to " + std::to_string(evidence.most) + ", mean " +
           listedNumbers(evidence.mean, 3) + ", std " + listedNumbers(evidence.std, 3);
}

} // namespace palimpsest

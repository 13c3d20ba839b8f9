// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/seeds.h"

#include "core/assists/components.h"
#include "core/assists/label_counts.h"
#include "core/assists/masks.h"
#include "core/base/error.h"
#include "core/parts/drawing.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kUnit = 1 << 16; // of a pixel's side, so that sums are exact and ties are ties

/// A distance and the label it belongs to, which compare in this order.
using Claim = std::uint64_t;
constexpr unsigned kLabelBits = 8;
constexpr Claim kUnclaimed = std::numeric_limits<Claim>::max();

std::uint8_t labelOf(Claim claim)
{
    return claim == kUnclaimed ? 0 : static_cast<std::uint8_t>(claim & 0xFFU);
}

void requireGrowable(const std::vector<std::string>& names, const std::vector<Seed>& seeds,
                     double colourScale)
{
    if (names.size() > kMaxDrawnParts) {
        throw BadInput("Seeds of " + std::to_string(names.size()) +
                       " parts cannot grow together. Take at most " +
                       std::to_string(kMaxDrawnParts) + ".");
    }
    for (const Seed& seed : seeds) {
        if (seed.part >= names.size()) {
            throw BadInput("A seed is of part " + std::to_string(seed.part + 1) +
                           ", and there are " + std::to_string(names.size()) +
                           ". Choose the part before you set a seed.");
        }
    }
    constexpr double kLeast = 0.01;
    if (!(colourScale >= kLeast)) {
        throw BadInput("The difference of colours that holds seeds back must be 0.01 or more.");
    }
}

/// All seeds growing at once.
class Growth
{
public:
    Growth(const WorkingPicture& picture, Mask object, double colourScale)
        : m_picture(picture), m_object(std::move(object)), m_colourScale(colourScale),
          m_claims(m_object.pixels.size(), kUnclaimed)
    {
    }

    /// Whether a pixel of the seed is of the object.
    bool plant(const Seed& seed)
    {
        const std::vector<std::size_t> pixels = pixelsOf(seed);
        for (const std::size_t at : pixels) {
            claim(at, seed.part + 1);
        }
        return !pixels.empty();
    }

    /// Whether a pixel is the seed's part's, once all are planted.
    bool hasPlace(const Seed& seed) const
    {
        return std::ranges::any_of(
            pixelsOf(seed), [&](std::size_t at) { return labelOf(m_claims[at]) == seed.part + 1; });
    }

    void run(const Progress& progress)
    {
        constexpr std::size_t kBetweenCalls = 1 << 15;
        for (std::size_t done = 0; !m_front.empty(); ++done) {
            if (done % kBetweenCalls == 0 && progress && !progress(done, m_claims.size())) {
                throw Cancelled();
            }
            const auto [reached, at] = m_front.top();
            m_front.pop();
            if (reached == m_claims[at]) {
                spread(reached, at);
            }
        }
    }

    std::vector<std::uint8_t> labels() const
    {
        std::vector<std::uint8_t> labels;
        labels.reserve(m_claims.size());
        for (const Claim claim : m_claims) {
            labels.push_back(labelOf(claim));
        }
        return labels;
    }

private:
    /// Those of the object.
    std::vector<std::size_t> pixelsOf(const Seed& seed) const
    {
        std::vector<std::size_t> pixels =
            pixelsUnder(toWorking(seed.stroke, m_picture), m_picture.size());
        std::erase_if(pixels, [&](std::size_t at) { return m_object.pixels[at] == 0; });
        return pixels;
    }

    void claim(std::size_t at, Claim by)
    {
        if (by < m_claims[at]) {
            m_claims[at] = by;
            m_front.emplace(by, at);
        }
    }

    void spread(Claim reached, std::size_t at)
    {
        const auto width = static_cast<std::size_t>(m_object.width);
        forNeighbours(at, m_picture.size(), kNeighbours.size(), [&](std::size_t beside) {
            if (m_object.pixels[beside] != 0) {
                const bool isStraight =
                    at / width == beside / width || at % width == beside % width;
                const double way = isStraight ? 1.0 : std::numbers::sqrt2;
                const double by = difference(m_picture.lab[at], m_picture.lab[beside]);
                const double step = std::round(kUnit * way * (1.0 + by / m_colourScale));
                claim(beside, reached + (static_cast<Claim>(step) << kLabelBits));
            }
        });
    }

    using Reached = std::pair<Claim, std::size_t>;

    const WorkingPicture& m_picture;
    Mask m_object; ///< at the working size
    double m_colourScale;
    std::vector<Claim> m_claims; ///< the best of each pixel so far
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> m_front;
};

} // namespace

GrownParts growSeeds(const WorkingPicture& picture, const Mask& object,
                     const std::vector<std::string>& names, const std::vector<Seed>& seeds,
                     double colourScale, const Progress& progress)
{
    requireGrowable(names, seeds, colourScale);
    const Mask whole = wholeMask(object, picture.original, "The outline of the object");
    Growth growth(picture, reduced(whole, picture), colourScale);
    GrownParts result;
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        if (!growth.plant(seeds[i])) {
            result.outside.push_back(i);
        }
    }
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        if (!growth.hasPlace(seeds[i]) && std::ranges::count(result.outside, i) == 0) {
            result.buried.push_back(i);
        }
    }
    growth.run(progress);
    result.map = {.width = picture.original.width,
                  .height = picture.original.height,
                  .parts = {},
                  .labels = enlarged(growth.labels(), picture)};
    for (std::size_t at = 0; at < whole.pixels.size(); ++at) {
        result.map.labels[at] = whole.pixels[at] == 0 ? 0 : result.map.labels[at];
    }
    for (const std::string& name : names) {
        result.map.parts.push_back({.name = name});
    }
    result.map = counted(std::move(result.map));
    return result;
}

} // namespace palimpsest

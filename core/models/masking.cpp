// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/masking.h"

#include <algorithm>

namespace palimpsest {

namespace {

template<typename Real>
std::vector<Real> inLayout(const ImageTensor& image, bool channelsLast)
{
    std::vector<Real> numbers(image.values.begin(), image.values.end());
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t plane = channels > 0 ? image.values.size() / channels : 0;
    for (std::size_t pixel = 0; channelsLast && pixel < plane; ++pixel) {
        for (std::size_t c = 0; c < channels; ++c) {
            numbers[pixel * channels + c] = image.values[c * plane + pixel];
        }
    }
    return numbers;
}

} // namespace

template<typename Real>
Masking<Real>::Masking(const ImageTensor& sample, const ImageTensor& baseline,
                       const LabelMap& parts, bool channelsLast)
    : m_sample(inLayout<Real>(sample, channelsLast)),
      m_baseline(inLayout<Real>(baseline, channelsLast))
{
    const std::size_t plane = parts.labels.size();
    const auto channels = static_cast<std::size_t>(sample.channels);
    const std::size_t planes = channelsLast ? 1 : channels;
    const std::size_t perPixel = channelsLast ? channels : 1;
    for (std::size_t begin = 0, end = 0; begin < plane; begin = end) {
        const std::uint8_t label = parts.labels[begin];
        while (end < plane && parts.labels[end] == label) {
            ++end;
        }
        for (std::size_t p = 0; label > 0 && p < planes; ++p) {
            m_runs.push_back({.part = label - 1,
                              .begin = (p * plane + begin) * perPixel,
                              .length = (end - begin) * perPixel});
        }
    }
}

template<typename Real>
void Masking<Real>::write(Coalition visible, Real* picture) const
{
    std::ranges::copy(m_sample, picture);
    for (const Run& run : m_runs) {
        if (((visible >> run.part) & 1U) == 0) {
            std::copy_n(m_baseline.data() + run.begin, run.length, picture + run.begin);
        }
    }
}

template class Masking<float>;
template class Masking<double>;

} // namespace palimpsest

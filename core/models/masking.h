// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"
#include "core/parts/label_map.h"
#include "core/samples/preprocessing.h"

#include <cstddef>
#include <vector>

namespace palimpsest {

/// The maskings of one sample, written where a batch wants them. `Real` is float or double.
template<typename Real>
class Masking
{
public:
    /// Pixels of absent parts are taken from `baseline`, which has the shape of `sample`, as
    /// `parts` has. With `channelsLast` the channels of a pixel lie together, else each channel is
    /// a plane.
    Masking(const ImageTensor& sample, const ImageTensor& baseline, const LabelMap& parts,
            bool channelsLast);

    /// Numbers of one picture, channels × height × width.
    std::size_t size() const { return m_sample.size(); }

    /// Writes size() numbers: the sample with only `visible` and the background to be seen.
    void write(Coalition visible, Real* picture) const;

private:
    /// Neighbouring numbers of one part.
    struct Run
    {
        int part = 0;
        std::size_t begin = 0;
        std::size_t length = 0;
    };

    std::vector<Real> m_sample;
    std::vector<Real> m_baseline;
    std::vector<Run> m_runs;
};

extern template class Masking<float>;
extern template class Masking<double>;

} // namespace palimpsest

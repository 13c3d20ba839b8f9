// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"
#include "core/units/sample_inputs.h"
#include "core/values/model_input.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace palimpsest {

/// Makes of samples of one kind what models and masks take. Can be asked by several threads.
class SampleSource
{
public:
    virtual ~SampleSource() = default;

    /// Reads a sample, masked as `settings` say. Throws BadFile or BadInput that names the sample.
    virtual SampleInputs read(const Sample& sample, const StudySettings& settings) const = 0;

    /// The parts alone, as they are masked, of a sample whose own file may be missing. Throws
    /// BadFile or BadInput that names the sample.
    virtual LabelMap readParts(const Sample& sample, const StudySettings& settings) const = 0;

    /// A made-up sample without parts, for which models need all that `samples` need of them.
    /// Throws as read().
    virtual ModelInput madeUp(const std::vector<Sample>& samples) const = 0;
};

/// Noise as wide as normalised pictures are, in upright thirds of other brightness, so that
/// maskings differ; always the same.
ImageTensor noisePicture(int channels, int height, int width);

std::unique_ptr<SampleSource> pictureSource(const std::filesystem::path& folder,
                                            const Study& study);
std::unique_ptr<SampleSource> sentenceSource(const std::filesystem::path& folder,
                                             const Study& study);

/// That of the samples of the study in `folder`, which is `study`. Throws BadFile when a file that
/// all of them need cannot be used.
std::unique_ptr<SampleSource> sampleSource(const std::filesystem::path& folder, const Study& study);

} // namespace palimpsest

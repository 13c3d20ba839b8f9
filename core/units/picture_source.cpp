// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/baseline.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"
#include "core/units/sample_source.h"

#include <algorithm>
#include <array>
#include <random>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Takes what belongs to no part from the baseline.
ImageTensor withoutBackground(ImageTensor image, const ImageTensor& baseline, const LabelMap& parts)
{
    const std::size_t plane = parts.labels.size();
    for (std::size_t i = 0; i < image.values.size(); ++i) {
        if (parts.labels[i % plane] == 0) {
            image.values[i] = baseline.values[i];
        }
    }
    return image;
}

class PictureSource : public SampleSource
{
public:
    PictureSource(fs::path folder, Preprocessing preprocessing)
        : m_folder(std::move(folder)), m_preprocessing(std::move(preprocessing))
    {
    }

    SampleInputs read(const Sample& sample, const StudySettings& settings) const override;

    LabelMap readParts(const Sample& sample, const StudySettings& settings) const override
    {
        LabelMap parts = maskedParts(drawnParts(sample), settings.background);
        requireExact(parts, sample.id);
        return parts;
    }

    ModelInput madeUp(const std::vector<Sample>& samples) const override;

private:
    LabelMap drawnParts(const Sample& sample) const;

    fs::path m_folder;
    Preprocessing m_preprocessing;
};

SampleInputs PictureSource::read(const Sample& sample, const StudySettings& settings) const
{
    requireMaskable(settings);
    SampleInputs inputs;
    inputs.picture = fitted(readImage(m_folder / sample.image, m_preprocessing.channels()),
                            m_preprocessing, quoted(sample.image));
    PictureInput shown{.image = normalised(inputs.picture, m_preprocessing, quoted(sample.image))};
    LabelMap parts = drawnParts(sample);
    try {
        shown.baseline = baselineTensor(settings.baseline, m_preprocessing, inputs.picture, parts);
    } catch (const BadInput& error) {
        throw BadInput("Sample " + sample.id + ": " + error.what());
    }
    if (settings.background == Background::Masked) {
        shown.image = withoutBackground(std::move(shown.image), shown.baseline, parts);
    }
    inputs.input = {.content = std::move(shown),
                    .parts = maskedParts(std::move(parts), settings.background)};
    requireExact(inputs.input.parts, sample.id);
    return inputs;
}

LabelMap PictureSource::drawnParts(const Sample& sample) const
{
    const fs::path file = ownParts(m_folder, sample);
    if (!stands(file)) {
        throw BadInput("Sample " + sample.id + " has no parts yet. Draw them.");
    }
    const Drawing parts = seenParts(m_folder, sample, m_preprocessing);
    try {
        return rasterise(parts);
    } catch (const BadInput& error) {
        throw BadInput("In " + quoted(file) + ": " + error.what());
    }
}

/// Noise whose upright thirds differ in brightness.
ModelInput PictureSource::madeUp(const std::vector<Sample>&) const
{
    const ImageTensor noise =
        noisePicture(m_preprocessing.channels(), m_preprocessing.height, m_preprocessing.width);
    return {.content = PictureInput{.image = noise, .baseline = noise},
            .parts = {.width = noise.width, .height = noise.height, .parts = {}, .labels = {}}};
}

} // namespace

ImageTensor noisePicture(int channels, int height, int width)
{
    ImageTensor noise{.channels = channels, .height = height, .width = width};
    noise.values.resize(static_cast<std::size_t>(noise.channels) * noise.height * noise.width);
    std::mt19937 random(1);
    constexpr float kRange = 4.0F;
    constexpr std::array kBrightness = {1.0F, -1.5F, 0.5F};
    const auto columns = static_cast<std::size_t>(noise.width);
    for (std::size_t i = 0; i < noise.values.size(); ++i) {
        const std::size_t third =
            i % columns * kBrightness.size() / std::max(kBrightness.size(), columns);
        noise.values[i] =
            kRange * (static_cast<float>(random()) / 4294967296.0F - 0.5F) + kBrightness.at(third);
    }
    return noise;
}

std::unique_ptr<SampleSource> pictureSource(const fs::path& folder, const Study& study)
{
    return std::make_unique<PictureSource>(folder, study.preprocessing);
}

} // namespace palimpsest

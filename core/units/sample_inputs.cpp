// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/units/sample_inputs.h"

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/baseline.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"

#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

LabelMap readParts(const fs::path& folder, const Sample& sample, const Preprocessing& preprocessing)
{
    const fs::path file = ownParts(folder, sample);
    if (!stands(file)) {
        throw BadInput("Sample " + sample.id + " has no parts yet. Draw them.");
    }
    const Drawing parts = seenParts(folder, sample, preprocessing);
    try {
        return rasterise(parts);
    } catch (const BadInput& error) {
        throw BadInput("In " + quoted(file) + ": " + error.what());
    }
}

/// The parts that are masked, when `drawn` are drawn.
LabelMap maskedParts(LabelMap drawn, Background background)
{
    return background == Background::OwnPart ? withBackgroundPart(std::move(drawn))
                                             : std::move(drawn);
}

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

/// Takes from the baseline the pixels whose label `isMasked` says of.
Image masked(Image picture, const Image& baseline, const LabelMap& parts, auto isMasked)
{
    const auto channels = static_cast<std::size_t>(picture.channels);
    for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
        if (isMasked(parts.labels[i / channels])) {
            picture.pixels[i] = baseline.pixels[i];
        }
    }
    return picture;
}

} // namespace

SampleInputs loadPicture(const fs::path& folder, const Study& study, const Sample& sample)
{
    const Preprocessing& preprocessing = study.preprocessing;
    const StudySettings& settings = study.settings;
    requireMaskable(settings);
    SampleInputs inputs;
    inputs.picture = fitted(readImage(folder / sample.image, preprocessing.channels()),
                            preprocessing, quoted(sample.image));
    PictureInput shown{.image = normalised(inputs.picture, preprocessing, quoted(sample.image))};
    LabelMap parts = readParts(folder, sample, preprocessing);
    try {
        shown.baseline = baselineTensor(settings.baseline, preprocessing, inputs.picture, parts);
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

LabelMap loadParts(const fs::path& folder, const Study& study, const Sample& sample)
{
    LabelMap parts =
        maskedParts(readParts(folder, sample, study.preprocessing), study.settings.background);
    requireExact(parts, sample.id);
    return parts;
}

MaskedPictures maskedPictures(const Image& picture, const LabelMap& drawn, const Study& study)
{
    const StudySettings& settings = study.settings;
    requireMaskable(settings);
    MaskedPictures result{
        .all = picture,
        .none = {},
        .baseline = baselinePicture(settings.baseline, study.preprocessing, picture, drawn),
        .parts = maskedParts(drawn, settings.background)};
    if (settings.background == Background::Masked) {
        result.all = masked(picture, result.baseline, drawn, [](int label) { return label == 0; });
    }
    result.none =
        masked(result.all, result.baseline, result.parts, [](int label) { return label > 0; });
    return result;
}

void requireExact(const LabelMap& parts, const std::string& id)
{
    if (parts.partCount() > kMaxParts) {
        throw BadInput("Sample " + id + " has " + std::to_string(parts.partCount()) +
                       " parts with its background, one too many: every part doubles the work. " +
                       "Merge some, or make the background no part of its own.");
    }
}

void requireMaskable(const StudySettings& settings)
{
    if (isInpainted(settings.baseline) && settings.background != Background::Kept) {
        throw BadInput("Inpainting paints hidden parts over from the background, which must be "
                       "visible for that. Keep the background, or choose another baseline.");
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/units/sample_inputs.h"

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/samples/baseline.h"

#include <utility>

namespace palimpsest {

namespace {

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

LabelMap maskedParts(LabelMap drawn, Background background)
{
    return background == Background::OwnPart ? withBackgroundPart(std::move(drawn))
                                             : std::move(drawn);
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

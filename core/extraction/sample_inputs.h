// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/samples/image.h"
#include "core/study/study.h"
#include "core/values/model_input.h"

#include <filesystem>

namespace palimpsest {

/// A sample as models and masks take it.
struct SampleInputs
{
    Image picture;    ///< as it was read
    ModelInput input; ///< background that is always masked is baseline in it; it is the last part
                      ///< where it is a part of its own
};

/// Reads a sample's picture and parts. Throws BadFile or BadInput that names the sample.
SampleInputs loadSample(const std::filesystem::path& folder, const Study& study,
                        const Sample& sample);

/// The same sample to look at.
struct MaskedPictures
{
    Image all;      ///< all parts visible
    Image none;     ///< no part visible
    Image baseline; ///< nothing visible
    LabelMap parts;
};

/// What models see of `picture` with the parts `drawn` on it. Throws BadInput as baselinePicture
/// and requireMaskable do.
MaskedPictures maskedPictures(const Image& picture, const LabelMap& drawn, const Study& study);

/// Throws BadInput, saying why, when the baseline cannot be made with what becomes of the
/// background: parts are painted over from background that must then be visible.
void requireMaskable(const StudySettings& settings);

} // namespace palimpsest

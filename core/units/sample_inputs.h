// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/pictures/image.h"
#include "core/samples/sentence.h"
#include "core/samples/sentence_parts.h"
#include "core/study/study.h"
#include "core/values/model_input.h"

#include <filesystem>

namespace palimpsest {

/// A sample as models and masks take it.
struct SampleInputs
{
    Image picture;              ///< as it was read; empty for a sentence
    TokenisedSentence sentence; ///< empty for a picture
    SentenceParts words;        ///< of the sentence: which of them make a part
    ModelInput input; ///< background that is always masked is baseline in it; it is the last part
                      ///< where it is a part of its own
};

/// The parts chosen for a sentence, or its default ones where there is no file of them. Throws
/// BadFile.
SentenceParts chosenParts(const std::filesystem::path& folder, const Sample& sample,
                          const TokenisedSentence& sentence);

/// The parts that are masked, when `drawn` are drawn on a picture.
LabelMap maskedParts(LabelMap drawn, Background background);

/// A sample to look at, as models see it.
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

/// Throws BadInput when background makes one part too many of the sample called `id`.
void requireExact(const LabelMap& parts, const std::string& id);

/// Throws BadInput, saying why, when the baseline cannot be made with what becomes of the
/// background: parts are painted over from background that must then be visible.
void requireMaskable(const StudySettings& settings);

} // namespace palimpsest

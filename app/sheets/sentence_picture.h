// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study_settings.h"
#include "core/units/sample_inputs.h"

namespace palimpsest {

/// A sentence set in lines, its words as parts: so whatever shows a picture shows a sentence. Words
/// of parts that are hidden are grey boxes or, with deletion, gone.
MaskedPictures drawSentence(const TokenisedSentence& sentence, const SentenceParts& parts,
                            const StudySettings& settings);

} // namespace palimpsest

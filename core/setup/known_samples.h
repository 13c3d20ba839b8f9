// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/picked_samples.h"
#include "core/study/study.h"

#include <filesystem>

namespace palimpsest {

/// Takes away what the study has already, and what was picked twice, and says each in a warning:
/// pictures with the same pixels, whatever their files are called. What cannot be read stays, so
/// that whoever takes it in says why.
void leaveOutKnown(PickedPictures& picked, const std::filesystem::path& folder, const Study& study);

/// The same of sentences that read alike.
void leaveOutKnown(PickedSentences& picked, const Study& study);

} // namespace palimpsest

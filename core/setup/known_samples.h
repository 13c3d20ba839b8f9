// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/picked_samples.h"
#include "core/study/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// Takes away what the study has already, and what was picked twice, and says each in a warning:
/// pictures with the same pixels, whatever their files are called. What cannot be read stays, so
/// that whoever takes it in says why.
void leaveOutKnown(PickedPictures& picked, const std::filesystem::path& folder, const Study& study);

/// The same of sentences whose readingOf is the same.
void leaveOutKnown(PickedSentences& picked, const Study& study);

/// Says which samples, that came `back` to `study` from its bin, are there twice now, as others
/// were added with the same pixels or words; empty where none is. What cannot be read is no other.
std::string noteOnTwins(const std::vector<Sample>& back, const std::filesystem::path& folder,
                        const Study& study);

/// Says how many sentences have more tokens than the study in `folder` takes, and where they are
/// cut; empty where none has. Those that cannot be read are left to whoever takes them in. Throws
/// BadFile when the vocabulary cannot be used.
std::string noteOnCut(const std::vector<AddedSentence>& sentences,
                      const std::filesystem::path& folder, const Study& study);

} // namespace palimpsest

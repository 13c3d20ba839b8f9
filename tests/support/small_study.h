// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>

namespace palimpsest {

/// Folder of the demo study in the source tree.
std::filesystem::path demoFolder();

/// The same of the demo of sentences.
std::filesystem::path textDemoFolder();

/// The same of the demo of photographs.
std::filesystem::path photoDemoFolder();

/// Copies a part of the demo into `folder`: two samples of three parts each, the pre-trained
/// checkpoint and three epochs of each run, so that its 7 × 2 units take 8 passes apiece.
Study makeSmallStudy(const std::filesystem::path& folder);

} // namespace palimpsest

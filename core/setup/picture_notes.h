// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// What is done to pictures here and not by torchvision's loaders, a sentence for each kind that
/// occurs among `files`: EXIF orientation is applied, and 16 bits are scaled to eight. Files that
/// cannot be read are passed over.
std::vector<std::string> pictureNotes(const std::vector<std::filesystem::path>& files);

} // namespace palimpsest

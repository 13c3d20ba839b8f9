// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>

namespace palimpsest {

/// Folder of the running program.
std::filesystem::path programFolder();

/// The studies that come with the program.
enum class Demo {
    Garments,    ///< of pictures
    FilmReviews, ///< of sentences
    Photographs, ///< of cats and dogs, with its values
};

/// Name of a demo's folder: "demo", "text_demo", "photo_demo".
std::string demoName(Demo demo);

/// Copies a study that was installed with the program into `folder`, which must not exist; made
/// aside and renamed, so that an interrupted copy never looks like a study. Returns the whole
/// path. Throws NotWritable, also when the folder exists, BadFile when the demo is missing.
std::filesystem::path copyDemo(const std::filesystem::path& folder, Demo demo = Demo::Garments);

} // namespace palimpsest

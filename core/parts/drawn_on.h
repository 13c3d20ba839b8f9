// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

struct Image;

/// What a file of parts says of the picture that they are drawn on, beside its size.
struct DrawnOn
{
    std::string name;                 ///< of its file, without folders; empty where it is not said
    std::vector<std::uint8_t> levels; ///< levelsOf() the picture that the file holds, or empty

    bool operator==(const DrawnOn&) const = default;
};

/// A picture as 16 × 16 levels of grey, which copies of it in another format or size share but for
/// a few levels.
std::vector<std::uint8_t> levelsOf(const Image& picture);

/// What a LabelMe file says by its imagePath, of Unix or Windows, and its imageData; a picture in
/// it that cannot be decoded is none. Throws BadFile where the file is no JSON object.
DrawnOn drawnOn(const std::filesystem::path& labelMe);

/// Whether two files, by their names or paths, may be of one picture: they are called alike but for
/// folders, case and endings.
bool areCalledAlike(const std::string& a, const std::string& b);

/// Why parts seem to be of another picture than `picture`, the rest of a sentence on their file:
/// "says that it is drawn on \"b.jpg\""; empty where nothing speaks for it. `isCalledSo`: the name
/// in it is the picture's.
std::string whyOfAnother(const DrawnOn& on, bool isCalledSo, const std::filesystem::path& picture);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/picture_notes.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pictures/picture_header.h"

#include <optional>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

std::optional<PictureHeader> headerOf(const fs::path& path)
{
    try {
        return readPictureHeader(path);
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// "3 pictures, such as \"a.jpg\","
std::string counted(const std::vector<fs::path>& files)
{
    return (files.size() == 1 ? std::string("A picture, ")
                              : std::to_string(files.size()) + " pictures, such as ") +
           quoted(files.front().filename()) + ",";
}

} // namespace

std::vector<std::string> pictureNotes(const std::vector<fs::path>& files)
{
    constexpr int kUsualBits = 8;
    std::vector<fs::path> turned;
    std::vector<fs::path> deep;
    for (const fs::path& file : files) {
        const auto header = headerOf(file);
        if (header && header->orientation > 1) {
            turned.push_back(file);
        }
        if (header && header->bits > kUsualBits) {
            deep.push_back(file);
        }
    }
    std::vector<std::string> notes;
    if (!turned.empty()) {
        notes.push_back(counted(turned) + (turned.size() == 1 ? " is" : " are") +
                        " turned upright here, as EXIF says. torchvision's loaders do not do that: "
                        "models trained with these saw them as they are stored.");
    }
    if (!deep.empty()) {
        notes.push_back(counted(deep) + (deep.size() == 1 ? " has" : " have") +
                        " 16 bits a channel, which are scaled to 8 here. torchvision's loaders cut "
                        "them off instead, so that models trained with these saw other pictures.");
    }
    return notes;
}

} // namespace palimpsest

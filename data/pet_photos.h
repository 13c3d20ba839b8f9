// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/datasets/picture_list.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// Photographs of the Oxford-IIIT Pet Dataset (O. M. Parkhi, A. Vedaldi, A. Zisserman, C. V.
/// Jawahar, "Cats and Dogs", CVPR 2012). Labels are places among `classes`.
struct PetPhotos
{
    std::vector<std::string> classes; ///< cat, dog
    std::vector<ListedPicture> training;
    std::vector<ListedPicture> test;  ///< about as many of each class, so that chance is one half
    std::vector<ListedPicture> shown; ///< those of `test` that the study shows
};

/// Splits the photographs of FOLDER/cat and FOLDER/dog, files BREED_NUMBER.jpg: of every breed
/// `trainingPerBreed` at random to train on, and as many as the classes have both to test on, with
/// those that are shown among them. What is left of the larger class is not used. Draws by one
/// std::mt19937, breed by breed. Throws BadFile; BadInput when photographs are missing.
PetPhotos readPetPhotos(const std::filesystem::path& folder, std::size_t trainingPerBreed,
                        std::uint32_t seed);

} // namespace palimpsest

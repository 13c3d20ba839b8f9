// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pet_photos.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/training_pictures.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <random>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

// Chosen by eye, before anything was trained: one whole animal each, all of whose parts lie in the
// middle square that the network sees; eight breeds.
constexpr std::array kShown = {"cat/Abyssinian_13.jpg",     "cat/British_Shorthair_113.jpg",
                               "cat/Egyptian_Mau_160.jpg",  "cat/Siamese_108.jpg",
                               "dog/japanese_chin_140.jpg", "dog/leonberger_15.jpg",
                               "dog/samoyed_114.jpg",       "dog/wheaten_terrier_111.jpg"};

const std::vector<std::string> kClasses = {"cat", "dog"};

/// Photographs by their breeds, whose names end before the number.
using Breeds = std::map<std::string, std::vector<ListedPicture>>;

bool isShown(const ListedPicture& photo)
{
    return std::ranges::find(kShown, fs::path(photo.className) / photo.path.filename()) !=
           kShown.end();
}

/// Those of one class; of each breed those that are shown come last.
Breeds breedsOf(const PictureList& list, int label)
{
    Breeds breeds;
    for (const ListedPicture& photo : list.pictures) {
        if (photo.label == label) {
            const std::string name = photo.path.stem().string();
            breeds[name.substr(0, name.rfind('_'))].push_back(photo);
        }
    }
    for (auto& [name, photos] : breeds) {
        std::ranges::sort(photos, {}, [](const ListedPicture& photo) {
            return std::pair(isShown(photo), photo.path);
        });
    }
    return breeds;
}

/// Takes `count` photographs of a breed, drawn at random among those that are not shown.
std::vector<ListedPicture> taken(std::vector<ListedPicture>& breed, const std::string& name,
                                 std::size_t count, std::mt19937& random)
{
    const auto free =
        breed.size() - static_cast<std::size_t>(std::ranges::count_if(breed, isShown));
    if (free < count) {
        throw BadInput("Of " + name + " there are only " + std::to_string(free) +
                       " photographs beside those that the study shows. Train on fewer.");
    }
    for (std::size_t i = 0; i < count; ++i) {
        std::swap(breed[i], breed[i + random() % (free - i)]);
    }
    const auto end = breed.begin() + static_cast<std::ptrdiff_t>(count);
    const std::vector<ListedPicture> result(breed.begin(), end);
    breed.erase(breed.begin(), end);
    return result;
}

/// Photographs of every breed in turn, their last ones first, until there are `count` or no more.
std::vector<ListedPicture> inTurn(Breeds breeds, std::size_t count)
{
    std::vector<ListedPicture> result;
    while (result.size() < count && !breeds.empty()) {
        for (auto& [name, photos] : breeds) {
            if (!photos.empty() && result.size() < count) {
                result.push_back(std::move(photos.back()));
                photos.pop_back();
            }
        }
        std::erase_if(breeds, [](const auto& breed) { return breed.second.empty(); });
    }
    return result;
}

std::size_t countOf(const Breeds& breeds)
{
    std::size_t count = 0;
    for (const auto& [name, photos] : breeds) {
        count += photos.size();
    }
    return count;
}

/// The photographs that the study shows. Throws BadInput where one is missing.
std::vector<ListedPicture> shownOf(const PictureList& list, const fs::path& folder)
{
    std::vector<ListedPicture> shown;
    for (const fs::path name : kShown) {
        const auto found = std::ranges::find_if(list.pictures, [&](const ListedPicture& photo) {
            return fs::path(photo.className) / photo.path.filename() == name;
        });
        if (found == list.pictures.end()) {
            throw BadInput(quoted(folder / name) +
                           " is missing, one of the photographs that the study shows.");
        }
        shown.push_back(*found);
    }
    return shown;
}

} // namespace

PetPhotos readPetPhotos(const fs::path& folder, std::size_t trainingPerBreed, std::uint32_t seed)
{
    const PictureList list = listPictures(folder, ClassOrder::ByText);
    if (list.classes != kClasses) {
        throw BadInput(quoted(folder) + " does not hold the folders \"cat\" and \"dog\" alone.");
    }
    PetPhotos result{
        .classes = kClasses, .training = {}, .test = {}, .shown = shownOf(list, folder)};
    std::mt19937 random(seed);
    std::array<Breeds, 2> classes = {breedsOf(list, 0), breedsOf(list, 1)};
    for (Breeds& breeds : classes) {
        for (auto& [name, photos] : breeds) {
            std::ranges::move(taken(photos, name, trainingPerBreed, random),
                              std::back_inserter(result.training));
        }
    }
    const std::size_t tests = std::min(countOf(classes[0]), countOf(classes[1]));
    for (const Breeds& breeds : classes) {
        std::ranges::move(inTurn(breeds, tests), std::back_inserter(result.test));
    }
    return result;
}

} // namespace palimpsest

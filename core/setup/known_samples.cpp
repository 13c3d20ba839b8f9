// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/known_samples.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/sha256.h"
#include "core/samples/image.h"
#include "core/study/own_files.h"

#include <map>
#include <optional>
#include <string_view>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

std::string hashOf(const Image& image)
{
    const std::string_view pixels(reinterpret_cast<const char*>(image.pixels.data()),
                                  image.pixels.size());
    return std::to_string(image.width) + "x" + std::to_string(image.height) + " " + sha256(pixels);
}

/// None where the picture cannot be read.
std::optional<std::string> hashOf(const fs::path& path, int channels)
{
    try {
        return hashOf(readImage(path, channels));
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Says how many were left out, and which of them the study has in another class.
void warn(std::size_t known, const std::vector<std::string>& otherwise,
          std::vector<std::string>& warnings)
{
    if (known != 0) {
        warnings.push_back(std::to_string(known) +
                           (known == 1 ? " sample is in the study already, or picked twice, and is "
                                         "not added again."
                                       : " samples are in the study already, or picked twice, and "
                                         "are not added again."));
    }
    if (!otherwise.empty()) {
        warnings.push_back("Of these, the study has in another class: " + listedNames(otherwise) +
                           ". Correct it there if the data are right.");
    }
}

/// Leaves out samples whose key is in `classes`, and adds the others to it.
template<typename Added, typename KeyOf, typename NameOf>
void leaveOut(std::vector<Added>& samples, std::map<std::string, int>& classes, const KeyOf& keyOf,
              const NameOf& nameOf, std::vector<std::string>& warnings)
{
    std::vector<std::string> otherwise;
    const std::size_t known = std::erase_if(samples, [&](const Added& added) {
        const std::optional<std::string> key = keyOf(added);
        if (!key) {
            return false;
        }
        const auto [place, isNew] = classes.emplace(*key, added.label);
        if (!isNew && place->second != added.label) {
            otherwise.push_back(nameOf(added));
        }
        return !isNew;
    });
    warn(known, otherwise, warnings);
}

} // namespace

void leaveOutKnown(PickedPictures& picked, const fs::path& folder, const Study& study)
{
    const int channels = study.preprocessing.channels();
    std::map<std::string, int> classes;
    for (const Sample& sample : study.samples) {
        if (const auto hash = hashOf(ownFile(folder, sample.image), channels)) {
            classes.emplace(*hash, sample.label);
        }
    }
    const auto keyOf = [&](const AddedPicture& added) {
        return added.pixels.pixels.empty()
                   ? hashOf(added.path, channels)
                   : std::optional(hashOf(withChannels(added.pixels, channels)));
    };
    leaveOut(
        picked.pictures, classes, keyOf,
        [](const AddedPicture& added) { return added.path.filename().string(); }, picked.warnings);
}

void leaveOutKnown(PickedSentences& picked, const Study& study)
{
    std::map<std::string, int> classes;
    for (const Sample& sample : study.samples) {
        classes.emplace(sample.text, sample.label);
    }
    leaveOut(
        picked.sentences, classes,
        [](const AddedSentence& added) { return std::optional(added.text); },
        [](const AddedSentence& added) { return added.text; }, picked.warnings);
}

} // namespace palimpsest

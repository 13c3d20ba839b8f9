// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/known_samples.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/sha256.h"
#include "core/pictures/image.h"
#include "core/study/own_files.h"
#include "core/study/sentence_reader.h"

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

/// Says how many the study has already, and which of them in another class.
void warnOfKnown(std::size_t known, const std::vector<std::string>& otherwise,
                 std::vector<std::string>& warnings)
{
    if (known != 0) {
        warnings.push_back(numberOf(known, "sample is in the study already and is not added again.",
                                    "samples are in the study already and are not added again."));
    }
    if (!otherwise.empty()) {
        warnings.push_back("Of these, the study has in another class: " + listedNames(otherwise) +
                           ". Correct it there if the data are right.");
    }
}

/// Leaves out samples whose key is in `known`, the classes of those in the study, or was that of
/// another one before them.
template<typename Added, typename KeyOf, typename NameOf>
void leaveOut(std::vector<Added>& samples, const std::map<std::string, int>& known,
              const KeyOf& keyOf, const NameOf& nameOf, std::vector<std::string>& warnings)
{
    struct LeftOut
    {
        std::size_t count = 0;
        std::vector<std::string> otherwise; // names of those in another class

        bool add(int standing, const Added& added, const NameOf& nameOf)
        {
            ++count;
            if (standing != added.label) {
                otherwise.push_back(nameOf(added));
            }
            return true;
        }
    };
    const std::size_t all = samples.size();
    LeftOut standing;
    LeftOut repeated;
    std::map<std::string, int> given;
    std::erase_if(samples, [&](const Added& added) {
        const std::optional<std::string> key = keyOf(added);
        if (!key) {
            return false;
        }
        if (const auto found = known.find(*key); found != known.end()) {
            return standing.add(found->second, added, nameOf);
        }
        const auto [first, isNew] = given.emplace(*key, added.label);
        return !isNew && repeated.add(first->second, added, nameOf);
    });
    warnOfRepeated(repeated.count, all, repeated.otherwise, warnings);
    warnOfKnown(standing.count, standing.otherwise, warnings);
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
        classes.emplace(readingOf(sample.text, sample.tokens, sample.second), sample.label);
    }
    leaveOut(
        picked.sentences, classes,
        [](const AddedSentence& added) {
            return std::optional(readingOf(added.text, added.tokens, added.second));
        },
        [](const AddedSentence& added) { return added.text; }, picked.warnings);
}

std::string noteOnTwins(const std::vector<Sample>& back, const fs::path& folder, const Study& study)
{
    const bool arePictures = kindOf(study) == SampleKind::Picture;
    const auto contentOf = [&](const Sample& sample) -> std::optional<std::string> {
        if (!arePictures) {
            return readingOf(sample.text, sample.tokens, sample.second);
        }
        try {
            return hashOf(ownFile(folder, sample.image), study.preprocessing.channels());
        } catch (const Error&) {
            return std::nullopt; // a link out of the study, which others refuse
        }
    };
    std::map<std::string, std::string> twins; // names of what came back, by content
    for (const Sample& sample : back) {
        if (const auto content = contentOf(sample)) {
            twins.emplace(*content, sample.id);
        }
    }
    std::vector<std::string> pairs;
    for (const Sample& sample : study.samples) {
        const auto content = twins.empty() ? std::nullopt : contentOf(sample);
        const auto twin = content ? twins.find(*content) : twins.end();
        if (twin != twins.end() && twin->second != sample.id) {
            pairs.push_back(twin->second + " and " + sample.id);
        }
    }
    return pairs.empty() ? std::string()
                         : std::string("The same ") + (arePictures ? "picture" : "sentence") +
                               " is in the study twice now, and counts twice: " + joined(pairs) +
                               ". Remove one of them.";
}

std::string noteOnCut(const std::vector<AddedSentence>& sentences, const fs::path& folder,
                      const Study& study)
{
    const SentenceReader reader(folder, study);
    std::size_t cut = 0;
    for (const AddedSentence& added : sentences) {
        try {
            cut += reader.cuts(added.text, added.tokens, added.second) ? 1 : 0;
        } catch (const BadInput&) {
            continue; // who takes it in says why
        }
    }
    return cut == 0 ? std::string()
                    : numberOf(cut, "sentence has more than ", "sentences have more than ") +
                          std::to_string(reader.mostTokens()) + " tokens and " +
                          (cut == 1 ? "is" : "are") +
                          " cut there. The length of sentences is a setting of the study.";
}

} // namespace palimpsest

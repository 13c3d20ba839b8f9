// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_edits.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/links.h"
#include "core/base/open_file.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/samples/preprocessing.h"
#include "core/study/bin.h"
#include "core/study/named_files.h"
#include "core/study/sentence_reader.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <functional>
#include <set>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

std::string idFrom(const fs::path& image)
{
    return safeNameFrom(image.stem().string(), "sample");
}

/// An id from the first words of a sentence.
std::string idFromWords(const std::string& text)
{
    constexpr std::size_t kEnough = 32;
    std::string id = safeNameFrom(text, "sentence");
    if (id.size() > kEnough) {
        const std::size_t space = id.rfind('_', kEnough);
        id.resize(space == std::string::npos ? kEnough : space);
    }
    id.resize(id.find_last_not_of("_.") + 1);
    return id.empty() ? "sentence" : id;
}

void requireClass(const Study& study, int label)
{
    if (label < 0 || label >= static_cast<int>(study.classes.size())) {
        throw BadInput("The study has no class number " + std::to_string(label) +
                       ". Choose one of its classes.");
    }
}

/// What new files of a study may not take over: what stands there, be it left behind by something
/// earlier, and what waits in the bin. The same as what is to be put there does as well, where
/// nothing leads to it: an addition that was undone may have left it.
class TakenPlaces
{
public:
    TakenPlaces(fs::path folder, const Study& study)
        : m_folder(std::move(folder)), m_waiting(placesKeptFree(m_folder)), m_named(study)
    {
    }

    /// `place` is relative to the study's folder; `isSame` looks at the whole path of what stands
    /// there, which an Error tells to be another.
    bool contains(const fs::path& place, const std::function<bool(const fs::path&)>& isSame) const
    {
        if (m_waiting.contains(place)) {
            return true;
        }
        if (!isTaken(m_folder / place)) {
            return false;
        }
        try {
            return m_named.contains(place) || linkBelow(m_folder, place.parent_path()) ||
                   !isSame(m_folder / place);
        } catch (const Error&) {
            return true;
        }
    }
    bool contains(const fs::path& place, const fs::path& from, Taking how) const
    {
        return contains(place, [&](const fs::path& to) { return holdsSame(from, to, how); });
    }

private:
    fs::path m_folder;
    std::set<fs::path> m_waiting;
    NamedFiles m_named;
};

/// A picture that joins a study.
struct JoiningPicture
{
    const AddedPicture& added;
    const Image& pixels;
    bool isLinked = false;

    std::string ending() const { return isLinked ? added.path.extension().string() : ".png"; }
};

/// Whether its picture and parts lie there already, or can be put there, for a sample called `id`.
bool isFreeFor(const JoiningPicture& joining, const TakenPlaces& taken, const std::string& id)
{
    const fs::path image = fs::path("images") / (id + joining.ending());
    const auto isSamePicture = [&](const fs::path& standing) {
        return joining.isLinked
                   ? holdsSame(joining.added.path, standing, Taking::Link)
                   : !fs::is_symlink(standing) &&
                         readImage(standing, joining.pixels.channels) == joining.pixels;
    };
    const auto areSameParts = [&](const fs::path& standing) {
        if (!joining.added.parts) {
            return false; // they would be taken over
        }
        const std::string text = labelMeText(standing, *joining.added.parts, ".." / image);
        return readFile(standing, text.size()) == text;
    };
    return !taken.contains(image, isSamePicture) &&
           !taken.contains(partsPath({}, id), areSameParts);
}

const char* endingOf(Container container)
{
    switch (container) {
    case Container::Safetensors:
        return ".safetensors";
    case Container::TorchZip:
    case Container::TorchLegacy:
        return ".pth";
    case Container::TorchScript:
        return ".pt";
    case Container::HuggingFace:
        break;
    }
    return "";
}

/// The lineage to put checkpoints into, made when there is none of that name.
Lineage& lineageNamed(Study& study, const std::string& name, Role role)
{
    const auto found = std::ranges::find(study.lineages, name, &Lineage::name);
    if (found != study.lineages.end()) {
        return *found;
    }
    if (!isSafeName(name)) {
        throw BadInput("A lineage cannot be called \"" + name + "\". Use letters, digits, '-', " +
                       "'_' and '.', as the name becomes a folder.");
    }
    if (const std::string other = sameButForCase(study, name); !other.empty()) {
        throw BadInput("The study has a run \"" + other + "\", from which \"" + name +
                       "\" differs in the case of letters alone. Choose another name, or that.");
    }
    study.lineages.push_back({.name = name, .role = role});
    return study.lineages.back();
}

/// Puts what of a picture and its parts does not lie in their places already.
void put(const fs::path& folder, const JoiningPicture& joining, const Sample& sample,
         NewFiles& made)
{
    const fs::path image = folder / sample.image;
    if (joining.isLinked) {
        made.takeUnlessThere(joining.added.path, image, Taking::Link, folder);
    } else if (!isTaken(image)) {
        made.add(image);
        writePng(image, joining.pixels, folder);
    }
    const fs::path parts = partsPath(folder, sample);
    if (joining.added.parts && !isTaken(parts)) {
        made.add(parts);
        writeLabelMe(parts, *joining.added.parts, ".." / sample.image, folder);
    }
}

/// The template that was chosen for `lineage`, taken in when it is not in the study yet.
fs::path takenTemplate(const fs::path& folder, const Study& study, const Lineage& lineage,
                       const fs::path& chosen, Taking how, NewFiles& made)
{
    if (std::ranges::find(study.lineages, chosen, &Lineage::modelTemplate) !=
        study.lineages.end()) {
        return chosen;
    }
    if (!lineage.modelTemplate.empty()) {
        throw BadInput(
            "Lineage \"" + lineage.name + "\" has the template " + quoted(lineage.modelTemplate) +
            " already. Leave the other one out, or add " + "the checkpoints to a new lineage.");
    }
    if (containerOf(chosen) != Container::TorchScript) {
        throw BadInput(quoted(chosen) + " is no TorchScript file, so it is no template to put " +
                       "weights into. Save the model with torch.jit.save.");
    }
    const fs::path place = fs::path("checkpoints") / lineage.name;
    const std::string name =
        firstFree("template", [&, taken = TakenPlaces(folder, study)](const std::string& free) {
            return taken.contains(place / (free + ".pt"), chosen, how);
        });
    made.takeUnlessThere(chosen, folder / place / (name + ".pt"), how, folder);
    return place / (name + ".pt");
}

void requireFreeEpochs(const Lineage& lineage, const std::vector<AddedCheckpoint>& files)
{
    std::set<int> taken;
    for (const Checkpoint& checkpoint : lineage.checkpoints) {
        taken.insert(checkpoint.epoch);
    }
    for (const AddedCheckpoint& file : files) {
        if (file.epoch < 0 || file.epoch > kMaxEpoch) {
            throw BadInput("Epoch " + std::to_string(file.epoch) + " of " + quoted(file.path) +
                           " is no number from 0 to " + std::to_string(kMaxEpoch) + ".");
        }
        if (!taken.insert(file.epoch).second) {
            throw BadInput("Lineage \"" + lineage.name + "\" has epoch " +
                           std::to_string(file.epoch) + " already, so " + quoted(file.path) +
                           " needs another one.");
        }
    }
}

/// "epoch_07"
std::string epochName(int epoch)
{
    return std::string("epoch_") + (epoch < 10 ? "0" : "") + std::to_string(epoch);
}

/// A free place for a checkpoint, relative to the study's folder.
fs::path placeFor(const TakenPlaces& taken, const std::string& lineage, const AddedCheckpoint& file,
                  Container container, Taking how)
{
    const fs::path place = fs::path("checkpoints") / lineage;
    const fs::path told = fs::path(file.path).replace_extension(".json");
    const std::string name = firstFree(epochName(file.epoch), [&](const std::string& candidate) {
        // What is told of it stands beside it, and may be left of an earlier one.
        return taken.contains(place / (candidate + endingOf(container)), file.path, how) ||
               taken.contains(place / (candidate + ".json"), told, how);
    });
    return place / (name + endingOf(container));
}

/// Throws what withSentences does.
SentenceParts partsToStartWith(const SentenceReader& reader, const AddedSentence& sentence)
{
    SentenceParts parts =
        defaultParts(reader.read(sentence.text, sentence.tokens, sentence.second));
    if (parts.parts.empty()) {
        throw BadInput("\"" + sentence.text + "\" has no words. Choose another sentence.");
    }
    return parts;
}

} // namespace

Study withSamples(const fs::path& folder, Study study, const std::vector<AddedPicture>& pictures,
                  Taking how, NewFiles& made)
{
    if (kindOf(study) != SampleKind::Picture) {
        throw BadInput("The samples of this study are sentences, and pictures cannot stand beside "
                       "them. Open a study of pictures, or add sentences.");
    }
    const int channels = study.preprocessing.channels();
    std::vector<Image> opened;
    for (const AddedPicture& picture : pictures) {
        requireClass(study, picture.label);
        opened.push_back(picture.pixels.pixels.empty() ? readImage(picture.path, channels)
                                                       : withChannels(picture.pixels, channels));
        preprocess(opened.back(), study.preprocessing, quoted(picture.path)); // or it throws
    }
    const TakenPlaces taken(folder, study);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const JoiningPicture joining{.added = pictures[i],
                                     .pixels = opened[i],
                                     .isLinked =
                                         how == Taking::Link && pictures[i].pixels.pixels.empty()};
        const std::string& name = pictures[i].name;
        const std::string wanted =
            name.empty() ? idFrom(pictures[i].path) : safeNameFrom(name, "sample");
        Sample sample{.label = pictures[i].label};
        sample.id = firstFree(wanted, [&](const std::string& id) {
            return hasSample(study, id) || !isFreeFor(joining, taken, id);
        });
        sample.image = fs::path("images") / (sample.id + joining.ending());
        put(folder, joining, sample, made);
        study.samples.push_back(std::move(sample));
    }
    return study;
}

void requireSentence(const fs::path& folder, const Study& study, const std::string& text)
{
    partsToStartWith(SentenceReader(folder, study), {.text = text});
}

Study withSentences(const fs::path& folder, Study study,
                    const std::vector<AddedSentence>& sentences, NewFiles& made)
{
    if (kindOf(study) != SampleKind::Sentence) {
        throw BadInput("The samples of this study are pictures, and sentences cannot stand beside "
                       "them. Make a study of sentences.");
    }
    const SentenceReader reader(folder, study);
    std::vector<SentenceParts> parts;
    for (const AddedSentence& sentence : sentences) {
        requireClass(study, sentence.label);
        parts.push_back(partsToStartWith(reader, sentence));
    }
    const TakenPlaces taken(folder, study);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        Sample sample{.text = parts[i].text,
                      .label = sentences[i].label,
                      .tokens = sentences[i].tokens,
                      .second = sentences[i].second};
        sample.id = firstFree(idFromWords(sample.text), [&](const std::string& id) {
            return hasSample(study, id) ||
                   taken.contains(partsPath({}, id), [&](const fs::path& standing) {
                       return readSentenceParts(standing) == parts[i];
                   });
        });
        if (const fs::path file = partsPath(folder, sample); !isTaken(file)) {
            made.add(file);
            writeSentenceParts(file, parts[i], folder);
        }
        study.samples.push_back(std::move(sample));
    }
    return study;
}

Study withCheckpoints(const fs::path& folder, Study study, const std::string& lineage, Role role,
                      const std::vector<AddedCheckpoint>& files, const CheckpointChoices& choices,
                      NewFiles& made)
{
    if (files.empty()) {
        return study; // a lineage cannot be empty
    }
    std::vector<Container> containers;
    for (const AddedCheckpoint& file : files) {
        containers.push_back(containerOf(file.path));
    }
    Lineage& target = lineageNamed(study, lineage, role);
    requireFreeEpochs(target, files);
    if (!choices.modelTemplate.empty()) {
        target.modelTemplate =
            takenTemplate(folder, study, target, choices.modelTemplate, choices.taking, made);
    }
    target.head = choices.head.empty() ? target.head : choices.head;
    const TakenPlaces taken(folder, study);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const fs::path weights = placeFor(taken, lineage, files[i], containers[i], choices.taking);
        made.takeUnlessThere(files[i].path, folder / weights, choices.taking, folder);
        target.checkpoints.push_back({.epoch = files[i].epoch,
                                      .weights = weights,
                                      .accuracy = {},
                                      .network = files[i].network,
                                      .outputs = files[i].outputs,
                                      .isSingleOutput = files[i].isSingleOutput});
    }
    std::ranges::sort(target.checkpoints, {}, &Checkpoint::epoch);
    return study;
}

} // namespace palimpsest

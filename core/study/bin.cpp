// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/bin.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/json.h"
#include "core/base/links.h"
#include "core/base/natural_order.h"
#include "core/study/accuracy_sets.h"
#include "core/study/kept_keys.h"
#include "core/study/study_file.h"
#include "core/study/study_json.h"
#include "core/study/study_names.h"
#include "core/study/taking_in.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

const fs::path kBin = "bin";
constexpr const char* kStoodAfter = "stood_after"; // beside the keys of a study

/// Throws BadFile when FOLDER/`bin` would lead elsewhere.
void requireNoLink(const fs::path& folder, const fs::path& bin)
{
    if (const auto link = linkBelow(folder, bin)) {
        throw BadFile(describeLink(*link) + ". What is removed from a study stays in it, so put a "
                                            "folder there.");
    }
}

using StoodAfter = std::optional<std::vector<std::string>>;

/// Behind the nearest of those that stood before; the end where nobody has noted them.
template<typename Entry>
auto placeAmong(std::vector<Entry>& entries, std::string Entry::*name, const StoodAfter& stoodAfter)
{
    if (!stoodAfter) {
        return entries.end();
    }
    for (auto before = stoodAfter->rbegin(); before != stoodAfter->rend(); ++before) {
        const auto standing = std::ranges::find(entries, *before, name);
        if (standing != entries.end()) {
            return standing + 1;
        }
    }
    return entries.begin();
}

/// What noteRemoved() has noted of it.
StoodAfter notedPlace(const fs::path& bin)
{
    try {
        const json note(readJson(studyPath(bin)));
        return note.contains(kStoodAfter) ? note.at(kStoodAfter).get<std::vector<std::string>>()
                                          : StoodAfter();
    } catch (const Error&) {
        return std::nullopt;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

void addSample(Study& study, const Sample& sample, const StoodAfter& stoodAfter)
{
    if (std::ranges::find(study.samples, sample.id, &Sample::id) != study.samples.end()) {
        throw BadInput("The study has a sample \"" + sample.id +
                       "\" by now. Rename it to have the other one back.");
    }
    if (sample.label >= static_cast<int>(study.classes.size())) {
        throw BadInput("The class of sample \"" + sample.id + "\" is no more in the study.");
    }
    study.samples.insert(placeAmong(study.samples, &Sample::id, stoodAfter), sample);
}

void addRun(Study& study, const Lineage& run, const StoodAfter& stoodAfter)
{
    const auto standing = std::ranges::find(study.lineages, run.name, &Lineage::name);
    if (standing == study.lineages.end()) {
        study.lineages.insert(placeAmong(study.lineages, &Lineage::name, stoodAfter), run);
        return;
    }
    for (const Checkpoint& checkpoint : run.checkpoints) {
        if (std::ranges::find(standing->checkpoints, checkpoint.epoch, &Checkpoint::epoch) !=
            standing->checkpoints.end()) {
            throw BadInput("Run \"" + run.name + "\" has epoch " +
                           std::to_string(checkpoint.epoch) +
                           " by now. Change that to have the other one back.");
        }
        standing->checkpoints.push_back(checkpoint);
    }
    std::ranges::sort(standing->checkpoints, {}, &Checkpoint::epoch);
}

/// Every file below a removal's folder but what it is a removal of.
std::vector<FileMove> movesBack(const fs::path& folder, const fs::path& bin)
{
    std::vector<FileMove> moves;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder / bin)) {
        const fs::path inside = entry.path().lexically_relative(folder / bin);
        if (!fs::is_directory(entry.symlink_status()) && inside != "study.json") {
            moves.push_back({bin / inside, inside});
        }
    }
    std::ranges::sort(moves, {}, &FileMove::from);
    return moves;
}

/// Whether something waits in a removal's folder but what it is a removal of, or might.
bool holdsFiles(const fs::path& removal)
{
    std::error_code status;
    fs::recursive_directory_iterator at(removal, status);
    for (const fs::recursive_directory_iterator end; !status && at != end; at.increment(status)) {
        if (!fs::is_directory(at->symlink_status(status)) && at->path() != studyPath(removal)) {
            return true;
        }
    }
    return static_cast<bool>(status);
}

/// The folders of removals, the latest first.
std::vector<fs::path> removals(const fs::path& folder)
{
    std::error_code status;
    if (linkBelow(folder, kBin) || !fs::is_directory(folder / kBin, status)) {
        return {};
    }
    std::vector<fs::path> entries = entriesOf(folder / kBin);
    std::erase_if(entries, [&](const fs::path& entry) {
        return !fs::is_directory(fs::symlink_status(entry, status));
    });
    std::ranges::sort(entries, [](const fs::path& a, const fs::path& b) {
        return isNaturallyLess(b.filename().string(), a.filename().string());
    });
    return entries;
}

/// Whether a study has again what was removed from it.
bool hasAgain(const Study& study, const Study& removed)
{
    const bool hasSamples = std::ranges::all_of(removed.samples, [&](const Sample& sample) {
        return std::ranges::find(study.samples, sample.id, &Sample::id) != study.samples.end();
    });
    return hasSamples && std::ranges::all_of(removed.lineages, [&](const Lineage& run) {
               const auto standing = std::ranges::find(study.lineages, run.name, &Lineage::name);
               return standing != study.lineages.end() &&
                      std::ranges::all_of(run.checkpoints, [&](const Checkpoint& checkpoint) {
                          return std::ranges::find(standing->checkpoints, checkpoint.epoch,
                                                   &Checkpoint::epoch) !=
                                 standing->checkpoints.end();
                      });
           });
}

/// Whether nothing waits there: no file, and nothing that the study lacks. A run whose files others
/// use too is removed without a file.
bool isSpent(const fs::path& folder, const BinnedFiles& binned)
{
    if (!movesBack(folder, binned.bin).empty()) {
        return false;
    }
    try {
        return !binned.problem.empty() || hasAgain(readStudy(folder), binned.removed);
    } catch (const Error&) {
        return true; // nothing can be put back into it
    }
}

} // namespace

std::vector<BinnedFiles> binnedFiles(const fs::path& folder)
{
    std::vector<BinnedFiles> all;
    for (const fs::path& entry : removals(folder)) {
        BinnedFiles binned{.bin = kBin / entry.filename(), .removed = {}, .problem = {}};
        try {
            binned.removed = readStudy(entry);
            binned.stoodAfter = notedPlace(entry);
        } catch (const Error& error) {
            binned.problem = error.what();
        }
        if (!isSpent(folder, binned)) {
            all.push_back(std::move(binned));
        }
    }
    return all;
}

std::vector<fs::path> leftBins(const fs::path& folder)
{
    try {
        std::vector<fs::path> left = removals(folder);
        std::erase_if(left, holdsFiles);
        return left;
    } catch (const Error&) {
        return {};
    }
}

std::string describe(const BinnedFiles& binned)
{
    const Study& removed = binned.removed;
    if (!removed.samples.empty()) {
        return "sample " + removed.samples.front().id;
    }
    if (removed.lineages.empty()) {
        return "what " + quoted(binned.bin) + " holds";
    }
    const Lineage& run = removed.lineages.front();
    return run.checkpoints.size() == 1
               ? "checkpoint " + checkpointName(removed, {0, 0})
               : "run " + run.name + " with " + std::to_string(run.checkpoints.size()) +
                     " checkpoints";
}

fs::path freeBin(const fs::path& folder)
{
    int number = 1;
    while (isTaken(folder / kBin / std::to_string(number))) {
        ++number;
    }
    return kBin / std::to_string(number);
}

void noteRemoved(const fs::path& folder, const FileEdit& removal)
{
    requireNoLink(folder, removal.bin);
    makeFolder(folder / removal.bin, folder);
    json note = toJson(removal.removed);
    keepKeysOfEntries(note, folder);
    note[kStoodAfter] = removal.stoodAfter;
    writeFileAtomically(studyPath(folder / removal.bin), note.dump(2) + "\n", folder);
}

FileEdit putBack(const fs::path& folder, const Study& study, const BinnedFiles& binned)
{
    if (!binned.problem.empty()) {
        throw BadInput(binned.problem);
    }
    FileEdit edit{.after = study, .moves = movesBack(folder, binned.bin)};
    for (const Sample& sample : binned.removed.samples) {
        addSample(edit.after, sample, binned.stoodAfter);
    }
    const Study removed = showingAccuracies(binned.removed, study.accuracySet);
    for (const Lineage& run : removed.lineages) {
        addRun(edit.after, run, binned.stoodAfter);
    }
    return edit;
}

void emptyBin(const fs::path& folder, const fs::path& bin)
{
    requireNoLink(folder, bin);
    std::error_code status;
    fs::remove_all(folder / bin, status); // of links, only themselves
    if (status) {
        throw NotWritable("Cannot remove " + quoted(folder / bin) + ": " + status.message() + ".");
    }
    fs::remove(folder / kBin, status); // if it was the last
}

} // namespace palimpsest

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
#include "core/study/names_by_now.h"
#include "core/study/packing.h"
#include "core/study/study_file.h"
#include "core/study/study_json.h"
#include "core/study/study_names.h"
#include "core/study/taking_in.h"
#include "core/study/value_pack.h"
#include "core/study/value_unit.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

const fs::path kBin = "bin";
// Beside the keys of a study:
constexpr const char* kBeside = "stood_beside";
constexpr const char* kPlace = "stood_at";

/// Throws BadFile when FOLDER/`bin` would lead elsewhere.
void requireNoLink(const fs::path& folder, const fs::path& bin)
{
    if (const auto link = linkBelow(folder, bin)) {
        throw BadFile(describeLink(*link) + ". What is removed from a study stays in it, so put a "
                                            "folder there.");
    }
}

/// Behind the nearest of those that stood before, the first `place` of `beside`, which are named as
/// `entries` are.
template<typename Entry>
auto placeAmong(std::vector<Entry>& entries, std::string Entry::*name,
                const std::vector<Entry>& beside, std::size_t place)
{
    for (std::size_t before = std::min(place, beside.size()); before-- > 0;) {
        const auto standing = std::ranges::find(entries, beside[before].*name, name);
        if (standing != entries.end()) {
            return standing + 1;
        }
    }
    return entries.begin();
}

/// What noteRemoved() has noted of it.
std::optional<StoodBeside> notedBeside(const fs::path& bin)
{
    try {
        const json note(readJson(studyPath(bin)));
        if (!note.contains(kBeside)) {
            return std::nullopt;
        }
        return StoodBeside{.study = studyFromJson(note.at(kBeside), studyPath(bin)),
                           .place = note.at(kPlace).get<std::size_t>()};
    } catch (const Error&) {
        return std::nullopt;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

/// The same with the names that `now` has for it.
std::optional<StoodBeside> besideByNow(std::optional<StoodBeside> beside, const Study& now)
{
    if (beside) {
        beside->study = namedByNow(std::move(beside->study), now);
    }
    return beside;
}

void addSample(Study& study, const Sample& sample, const std::optional<StoodBeside>& beside)
{
    if (std::ranges::find(study.samples, sample.id, &Sample::id) != study.samples.end()) {
        throw BadInput("The study has a sample \"" + sample.id +
                       "\" by now. Rename it to have the other one back.");
    }
    if (sample.label >= static_cast<int>(study.classes.size())) {
        throw BadInput("The class of sample \"" + sample.id + "\" is no more in the study.");
    }
    study.samples.insert(
        beside ? placeAmong(study.samples, &Sample::id, beside->study.samples, beside->place)
               : study.samples.end(),
        sample);
}

/// `isIts`: whether a run of its name in `study` is its own.
void addRun(Study& study, const Lineage& run, const std::optional<StoodBeside>& beside, bool isIts)
{
    const auto standing = std::ranges::find(study.lineages, run.name, &Lineage::name);
    if (standing == study.lineages.end()) {
        study.lineages.insert(beside ? placeAmong(study.lineages, &Lineage::name,
                                                  beside->study.lineages, beside->place)
                                     : study.lineages.end(),
                              run);
        return;
    }
    if (!isIts) {
        throw BadInput("The study has another run \"" + run.name +
                       "\" by now. Rename that to have this one back.");
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

/// What was removed, its run by the name that it has in `now`.
Study removedByNow(const BinnedFiles& binned, const Study& now)
{
    Study removed = binned.removed;
    for (Lineage& run : removed.lineages) {
        const auto standing =
            binned.beside ? runByNow(binned.beside->study, run.name, now) : std::nullopt;
        run.name = standing ? now.lineages[*standing].name : run.name;
    }
    return removed;
}

/// What was removed behind all that stood beside it.
Study together(Study beside, const Study& removed)
{
    beside.samples.insert(beside.samples.end(), removed.samples.begin(), removed.samples.end());
    beside.lineages.insert(beside.lineages.end(), removed.lineages.begin(), removed.lineages.end());
    return beside;
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

/// The same for what belongs to `now`: values go to what has their samples and checkpoints by now.
std::vector<FileMove> movesBack(const fs::path& folder, const BinnedFiles& binned, const Study& now)
{
    if (!binned.beside) {
        return movesBack(folder, binned.bin);
    }
    const Study before = together(binned.beside->study, binned.removed);
    const Study after = together(namedByNow(binned.beside->study, now), removedByNow(binned, now));
    if (!std::ranges::equal(before.samples, after.samples, {}, &Sample::id, &Sample::id)) {
        for (const CheckpointIndex& checkpoint : allCheckpoints(before)) {
            const fs::path units = unitFolder(folder / binned.bin, before, checkpoint);
            if (stands(packPath(units / "unit.h5"))) {
                unpackUnits(units); // which name their samples
            }
        }
    }
    const auto renamed = renamedValues(before, after);
    std::vector<FileMove> moves = movesBack(folder, binned.bin);
    for (FileMove& move : moves) {
        const auto found = renamed.find(move.to);
        move.to = found == renamed.end() ? move.to : found->second;
    }
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

/// What is told of a removal by its note, which is in `entry`.
BinnedFiles binnedIn(const fs::path& entry)
{
    BinnedFiles binned{.bin = kBin / entry.filename(), .removed = {}, .problem = {}};
    try {
        binned.removed = readStudy(entry);
        binned.beside = notedBeside(entry);
    } catch (const Error& error) {
        binned.problem = error.what();
    }
    return binned;
}

/// Whether nothing waits there: no file, and nothing that the study lacks. A run whose files others
/// use too is removed without a file.
bool isSpent(const fs::path& folder, const BinnedFiles& binned)
{
    if (!movesBack(folder, binned.bin).empty()) {
        return false;
    }
    try {
        const Study now = readStudy(folder);
        return !binned.problem.empty() || hasAgain(now, removedByNow(binned, now));
    } catch (const Error&) {
        return true; // nothing can be put back into it
    }
}

} // namespace

std::vector<BinnedFiles> binnedFiles(const fs::path& folder)
{
    std::vector<BinnedFiles> all;
    for (const fs::path& entry : removals(folder)) {
        BinnedFiles binned = binnedIn(entry);
        if (!isSpent(folder, binned)) {
            all.push_back(std::move(binned));
        }
    }
    return all;
}

std::vector<BinnedFiles> leftBins(const fs::path& folder)
{
    std::vector<BinnedFiles> left;
    try {
        for (const fs::path& entry : removals(folder)) {
            if (!holdsFiles(entry)) {
                left.push_back(binnedIn(entry));
            }
        }
    } catch (const Error&) {
        return {};
    }
    return left;
}

std::map<std::string, std::string> runNamesByNow(const BinnedFiles& binned, const Study& now)
{
    std::map<std::string, std::string> names;
    const Study byNow = removedByNow(binned, now);
    for (std::size_t i = 0; i < byNow.lineages.size(); ++i) {
        names.emplace(binned.removed.lineages[i].name, byNow.lineages[i].name);
    }
    return names;
}

std::set<fs::path> placesKeptFree(const fs::path& folder)
{
    std::set<fs::path> places;
    for (const BinnedFiles& binned : binnedFiles(folder)) {
        const Study all = together(binned.beside.value_or(StoodBeside()).study, binned.removed);
        for (const Sample& sample : all.samples) {
            places.insert(sample.image);
        }
        for (const Lineage& run : all.lineages) {
            places.insert(run.modelTemplate);
            for (const Checkpoint& checkpoint : run.checkpoints) {
                places.insert(checkpoint.weights);
            }
        }
    }
    return places;
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
    note[kBeside] = toJson(removal.after);
    note[kPlace] = removal.place;
    writeFileAtomically(studyPath(folder / removal.bin), note.dump(2) + "\n", folder);
}

FileEdit putBack(const fs::path& folder, const Study& study, const BinnedFiles& binned)
{
    if (!binned.problem.empty()) {
        throw BadInput(binned.problem);
    }
    const Study removed = showingAccuracies(
        comparableAccuracies(removedByNow(binned, study), study), study.accuracySet);
    const auto beside = besideByNow(binned.beside, study);
    FileEdit edit{.after = study, .moves = {}, .from = binned.bin};
    for (const Sample& sample : removed.samples) {
        addSample(edit.after, sample, beside);
    }
    for (std::size_t i = 0; i < removed.lineages.size(); ++i) {
        const std::string& name = binned.removed.lineages[i].name;
        addRun(edit.after, removed.lineages[i], beside,
               !binned.beside || runByNow(binned.beside->study, name, study));
    }
    edit.moves = movesBack(folder, binned, study);
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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/file_edits.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/links.h"
#include "core/study/bin.h"
#include "core/study/moved_files.h"
#include "core/study/packing.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "core/study/value_pack.h"
#include "core/study/value_unit.h"

#include <algorithm>
#include <set>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

std::size_t findSample(const Study& study, const std::string& id)
{
    const auto found = std::ranges::find(study.samples, id, &Sample::id);
    if (found == study.samples.end()) {
        throw BadInput("The study has no sample \"" + id + "\".");
    }
    return static_cast<std::size_t>(found - study.samples.begin());
}

void requireName(const std::string& name)
{
    if (!isSafeName(name)) {
        throw BadInput("Nothing can be called \"" + name + "\". Use 1 to 100 letters, digits, " +
                       "'-', '_' and '.', the last not in front, as the name becomes a file's.");
    }
}

/// A unit's file and what is there of it when it is unfinished.
void moveUnit(const fs::path& from, const fs::path& to, std::vector<FileMove>& moves)
{
    moves.push_back({from, to});
    moves.push_back({unfinishedPath(from), unfinishedPath(to)});
}

/// Everything that is stored of a checkpoint.
void moveUnits(const fs::path& from, const fs::path& to, std::vector<FileMove>& moves)
{
    moves.push_back({from, to});
    moves.push_back({packPath(from / "unit.h5"), packPath(to / "unit.h5")});
}

/// Paths that the checkpoints of a study lead to.
std::multiset<fs::path> usedFiles(const Study& study)
{
    std::multiset<fs::path> used;
    for (const Lineage& lineage : study.lineages) {
        used.insert(lineage.modelTemplate);
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            used.insert(checkpoint.weights);
        }
    }
    for (const Sample& sample : study.samples) {
        used.insert(sample.image);
    }
    return used;
}

/// Puts `file` into the bin, unless what is left of the study uses it.
void bin(const fs::path& file, FileEdit& edit)
{
    if (!file.empty() && !usedFiles(edit.after).contains(file)) {
        edit.moves.push_back({file, edit.bin / file});
    }
}

/// Weights, and what is known of them.
void binWeights(const fs::path& weights, FileEdit& edit)
{
    bin(weights, edit);
    bin(fs::path(weights).replace_extension(".json"), edit);
}

/// An edit that removes something of `study`; nothing is removed yet.
FileEdit removal(const fs::path& folder, const Study& study)
{
    FileEdit edit{.after = study, .moves = {}, .bin = freeBin(folder), .removed = study};
    edit.removed.samples.clear();
    edit.removed.lineages.clear();
    return edit;
}

} // namespace

FileEdit withSampleRenamed(const Study& study, const std::string& id, const std::string& name)
{
    const std::size_t sample = findSample(study, id);
    requireName(name);
    if (std::ranges::find(study.samples, name, &Sample::id) != study.samples.end()) {
        throw BadInput("The study has a sample \"" + name + "\" already. Choose another name.");
    }
    FileEdit edit{.after = study, .moves = {}, .renamed = RenamedSample{.from = id, .to = name}};
    edit.after.samples[sample].id = name;
    edit.moves.push_back({partsPath({}, id), partsPath({}, name)});
    for (const CheckpointIndex& checkpoint : allCheckpoints(study)) {
        moveUnit(unitPath({}, study, checkpoint, sample),
                 unitPath({}, edit.after, checkpoint, sample), edit.moves);
    }
    return edit;
}

FileEdit withRunRenamed(const Study& study, const std::string& run, const std::string& name)
{
    const std::size_t lineage = findLineage(study, run);
    requireName(name);
    if (std::ranges::find(study.lineages, name, &Lineage::name) != study.lineages.end()) {
        throw BadInput("The study has a run \"" + name + "\" already. Choose another name.");
    }
    if (const std::string other = sameButForCase(study, name); !other.empty() && other != run) {
        throw BadInput("The study has a run \"" + other + "\", from which \"" + name +
                       "\" differs in the case of letters alone. Choose another name.");
    }
    FileEdit edit{.after = study, .moves = {}};
    edit.after.lineages[lineage].name = name;
    edit.moves.push_back({fs::path("values") / run, fs::path("values") / name});
    return edit;
}

FileEdit withEpochChanged(const Study& study, CheckpointIndex checkpoint, int epoch)
{
    FileEdit edit{.after = study, .moves = {}};
    Lineage& lineage = edit.after.lineages[checkpoint.lineage];
    if (epoch < 0 || epoch > kMaxEpoch) {
        throw BadInput("Epoch " + std::to_string(epoch) + " is no number from 0 to " +
                       std::to_string(kMaxEpoch) + ".");
    }
    if (std::ranges::find(lineage.checkpoints, epoch, &Checkpoint::epoch) !=
        lineage.checkpoints.end()) {
        throw BadInput("\"" + lineage.name + "\" has epoch " + std::to_string(epoch) +
                       " already. Choose another one.");
    }
    const fs::path before = unitFolder({}, study, checkpoint);
    lineage.checkpoints[checkpoint.checkpoint].epoch = epoch;
    moveUnits(before, unitFolder({}, edit.after, checkpoint), edit.moves);
    std::ranges::sort(lineage.checkpoints, {}, &Checkpoint::epoch);
    return edit;
}

FileEdit withoutSample(const fs::path& folder, const Study& study, const std::string& id)
{
    const std::size_t sample = findSample(study, id);
    FileEdit edit = removal(folder, study);
    edit.removed.samples = {study.samples[sample]};
    edit.place = sample;
    edit.after.samples.erase(edit.after.samples.begin() + static_cast<std::ptrdiff_t>(sample));
    bin(study.samples[sample].image, edit);
    bin(partsPath({}, id), edit);
    for (const CheckpointIndex& checkpoint : allCheckpoints(study)) {
        const fs::path unit = unitPath({}, study, checkpoint, sample);
        moveUnit(unit, edit.bin / unit, edit.moves);
    }
    return edit;
}

FileEdit withoutRun(const fs::path& folder, const Study& study, const std::string& run)
{
    const std::size_t index = findLineage(study, run);
    const Lineage& lineage = study.lineages[index];
    FileEdit edit = removal(folder, study);
    edit.removed.lineages = {lineage};
    edit.place = index;
    edit.after.lineages.erase(edit.after.lineages.begin() + static_cast<std::ptrdiff_t>(index));
    for (const Checkpoint& checkpoint : lineage.checkpoints) {
        binWeights(checkpoint.weights, edit);
    }
    bin(lineage.modelTemplate, edit);
    bin(fs::path("values") / run, edit);
    return edit;
}

FileEdit withoutCheckpoint(const fs::path& folder, const Study& study, CheckpointIndex checkpoint)
{
    const Lineage& lineage = study.lineages[checkpoint.lineage];
    if (lineage.checkpoints.size() == 1) {
        return withoutRun(folder, study, lineage.name);
    }
    FileEdit edit = removal(folder, study);
    const Checkpoint& removed = lineage.checkpoints[checkpoint.checkpoint];
    edit.removed.lineages = {lineage};
    edit.removed.lineages[0].checkpoints = {removed};
    edit.place = checkpoint.lineage;
    std::erase(edit.after.lineages[checkpoint.lineage].checkpoints, removed);
    binWeights(removed.weights, edit);
    const fs::path units = unitFolder({}, study, checkpoint);
    moveUnits(units, edit.bin / units, edit.moves);
    return edit;
}

void carryOut(const fs::path& folder, const FileEdit& edit)
{
    if (!edit.bin.empty()) {
        noteRemoved(folder, edit);
    }
    try {
        moveFiles(folder, edit.moves);
    } catch (...) {
        if (!edit.bin.empty()) {
            emptyBin(folder, edit.bin); // of the note, which is all there is
        }
        throw;
    }
}

void takeBack(const fs::path& folder, const FileEdit& edit)
{
    std::vector<FileMove> moves;
    for (auto move = edit.moves.rbegin(); move != edit.moves.rend(); ++move) {
        moves.push_back({move->to, move->from});
    }
    moveFiles(folder, moves);
}

void unpackValuesOf(const fs::path& folder, const Study& study, const std::string& sample)
{
    const std::size_t index = findSample(study, sample);
    for (const CheckpointIndex& checkpoint : allCheckpoints(study)) {
        const fs::path unit = unitPath(folder, study, checkpoint, index);
        if (!stands(unit) && stands(packPath(unit))) {
            unpackUnits(unit.parent_path());
        }
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/removal_commands.h"

#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/setup/known_samples.h"
#include "core/study/bin.h"
#include "core/study/file_edits.h"
#include "core/study/part_renaming.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <charconv>
#include <iostream>

namespace palimpsest {

namespace {

/// Files first, then study.json; back again when that cannot be written.
void make(const std::filesystem::path& folder, const FileEdit& edit, EditedStudy& edited)
{
    carryOut(folder, edit);
    try {
        edited.write(edit.after);
    } catch (...) {
        takeBack(folder, edit);
        if (!edit.bin.empty()) {
            emptyBin(folder, edit.bin);
        }
        throw;
    }
}

/// The checkpoint itself: of "LINEAGE" alone a command would have to guess.
CheckpointIndex exactCheckpoint(const Study& study, const std::string& name)
{
    if (name.find('/') == std::string::npos) {
        throw BadInput("\"" + name + "\" is a run. Name a checkpoint of it as LINEAGE/EPOCH.");
    }
    return findCheckpoint(study, name);
}

int epochOf(const std::string& text)
{
    int epoch = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), epoch);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw BadInput("\"" + text + "\" is no epoch. Give a whole number from 0 on.");
    }
    return epoch;
}

FileEdit renamed(const RenameCommand& command, const Study& study)
{
    if (command.sample) {
        FileEdit edit = withSampleRenamed(study, *command.sample, command.to);
        unpackValuesOf(command.study, study, *command.sample);
        return edit;
    }
    return command.run ? withRunRenamed(study, *command.run, command.to)
                       : withEpochChanged(study, exactCheckpoint(study, *command.checkpoint),
                                          epochOf(command.to));
}

/// Renames a part wherever it is.
void makeRenaming(const RenameCommand& command, EditedStudy& edited)
{
    const Study& before = edited.study();
    const RenamedPart renaming = renamePart(command.study, before, *command.part, command.to);
    const StopSignals untilAllIsMade(StopSignals::End::InOrder);
    writeRenaming(command.study, renaming, [&] {
        if (renaming.after != before) {
            edited.write(renaming.after);
        }
    });
    const std::size_t samples = renaming.parts.drawings.size() + renaming.parts.words.size();
    std::cout << *command.part << " is " << command.to << " now, in "
              << numberOf(samples, "sample", "samples")
              << (renaming.after == before ? "" : " and in the part sets") << ".\n";
}

FileEdit withoutIt(const RemoveCommand& command, const Study& study)
{
    if (command.sample) {
        return withoutSample(command.study, study, *command.sample);
    }
    return command.run ? withoutRun(command.study, study, *command.run)
                       : withoutCheckpoint(command.study, study,
                                           exactCheckpoint(study, *command.checkpoint));
}

/// Puts one removal back into `study`, or deletes it for good. Throws as putBack() and emptyBin()
/// do.
void takeOut(const BinCommand& command, const BinnedFiles& binned, EditedStudy& edited,
             Study& study)
{
    if (command.restore) {
        const FileEdit edit = putBack(command.study, study, binned);
        make(command.study, edit, edited);
        study = edit.after; // the next one comes beside it
    }
    emptyBin(command.study, binned.bin);
    std::cout << (command.restore ? "Put back " : "Deleted ") << describe(binned) << "\n";
    if (command.restore) {
        const std::string twins = noteOnTwins(binned.removed.samples, command.study, study);
        std::cerr << (twins.empty() ? "" : "Warning: " + twins + "\n");
    }
}

} // namespace

int run(const RenameCommand& command)
{
    EditedStudy edited = openForEditing(command.study);
    if (command.part) {
        makeRenaming(command, edited);
        return kOk;
    }
    const FileEdit edit = renamed(command, edited.study());
    const StopSignals untilAllIsMade(StopSignals::End::InOrder);
    make(command.study, edit, edited);
    std::cout << command.sample.value_or(command.run.value_or(command.checkpoint.value_or("")))
              << " is " << command.to << " now.\n";
    return kOk;
}

int run(const RemoveCommand& command)
{
    EditedStudy edited = openForEditing(command.study);
    const FileEdit edit = withoutIt(command, edited.study());
    const StopSignals untilAllIsMade(StopSignals::End::InOrder);
    make(command.study, edit, edited);
    std::cout << "Removed " << describe(BinnedFiles{edit.bin, edit.removed, {}})
              << "; its files wait in " << (command.study / edit.bin).string()
              << ". `palimpsest-cli bin " << quoted(command.study)
              << " --restore` puts them back.\n";
    return kOk;
}

int run(const BinCommand& command)
{
    if (!command.restore && !command.empty) {
        readStudy(command.study); // what is no study has no bin
        for (const BinnedFiles& binned : binnedFiles(command.study)) {
            std::cout << binned.bin.string() << "  " << describe(binned) << "\n";
        }
        return kOk;
    }
    EditedStudy edited = openForEditing(command.study);
    Study study = edited.study();
    const StopSignals signals(StopSignals::End::InOrder); // each is taken out whole or not at all
    int code = kOk;
    const auto complain = [&](const BinnedFiles& binned, const Error& error, int badly) {
        std::cerr << "palimpsest-cli: " << (command.restore ? "Not put back: " : "Not deleted: ")
                  << describe(binned) << ". " << error.what() << "\n";
        code = std::max(code, badly);
    };
    for (const BinnedFiles& binned : binnedFiles(command.study)) {
        if (!signals.goOn()) {
            return signals.exitCode();
        }
        try {
            takeOut(command, binned, edited, study);
        } catch (const NotWritable& error) {
            complain(binned, error, kNotWritable);
        } catch (const Error& error) {
            complain(binned, error, kBadInput);
        }
    }
    return code;
}

} // namespace palimpsest

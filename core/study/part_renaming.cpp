// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/part_renaming.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/parts/drawing.h"
#include "core/parts/labelme.h"
#include "core/parts/part_names.h"
#include "core/samples/sentence_edits.h"
#include "core/study/own_files.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"

#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// The new name as it will stand. Throws BadInput when it does not do.
std::string newName(const std::string& from, const std::string& to)
{
    std::string name(trimmed(to));
    if (name.empty()) {
        throw BadInput("A part needs a name. Enter one.");
    }
    if (name == kBackgroundLabel) {
        throw BadInput("\"" + name + "\" stands for what belongs to no part. Choose another name.");
    }
    if (name == from) {
        throw BadInput("\"" + shown(name) + "\" is called so already. Choose another name.");
    }
    return name;
}

/// Puts what becomes of a sample's parts into `renaming`, if they have the part.
void renameIn(const fs::path& folder, const Study& study, const Sample& sample,
              const std::string& from, const std::string& to, RenamedPart& renaming)
{
    const fs::path file = ownParts(folder, sample);
    if (!stands(file)) {
        return;
    }
    renaming.seen.look(file);
    const auto take = [&](const auto& before, auto& renamed) {
        auto after = withPartRenamed(before, from, to);
        if (after != before) {
            renamed[sample.id] = std::move(after);
        }
    };
    switch (kindOf(study)) {
    case SampleKind::Picture:
        take(readLabelMe(file), renaming.parts.drawings);
        break;
    case SampleKind::Sentence:
        take(readSentenceParts(file), renaming.parts.words);
        break;
    }
}

} // namespace

RenamedPart renamePart(const fs::path& folder, const Study& study, const std::string& from,
                       const std::string& to)
{
    const std::string name = newName(from, to);
    RenamedPart renaming{.after = study};
    for (PartNames& set : renaming.after.partSets) {
        set = withPartRenamed(std::move(set), from, name);
    }
    for (const Sample& sample : study.samples) {
        try {
            renameIn(folder, study, sample, from, name, renaming);
        } catch (const BadInput& error) {
            throw BadInput("Sample " + sample.id + ": " + error.what());
        }
    }
    if (renaming.parts.empty() && renaming.after == study) {
        throw BadInput("No sample and no part set of the study has a part \"" + shown(from) +
                       "\". Check its name.");
    }
    return renaming;
}

void writeRenaming(const fs::path& folder, const RenamedPart& renaming,
                   const std::function<void()>& rest)
{
    const UnsavedEdits changed = changedOutside(renaming.parts, folder, renaming.seen);
    if (!changed.empty()) {
        throw NotWritable(quoted(filesOf(changed, folder).front()) +
                          " was changed by another program meanwhile, so nothing was renamed. Do "
                          "this again.");
    }
    writeParts(folder, renaming.after, renaming.parts, rest);
}

} // namespace palimpsest

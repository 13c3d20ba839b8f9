// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/unsaved_edits.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/json.h"
#include "core/parts/labelme.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"
#include "core/study/taking_in.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <ctime>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kLargestDraft = std::uint64_t{16} << 20;

fs::path draftPath(const fs::path& folder, const std::string& id)
{
    return folder / "drafts" / (id + ".json");
}

/// Writes what differs between two maps by sample id to the files that `pathOf` names, removes what
/// only `standing` has.
template<typename Kept, typename PathOf, typename Write>
void writeEach(const std::map<std::string, Kept>& all, const std::map<std::string, Kept>& standing,
               const PathOf& pathOf, const Write& write)
{
    for (const auto& [id, kept] : all) {
        const auto before = standing.find(id);
        if (before == standing.end() || before->second != kept) {
            write(pathOf(id), kept);
        }
    }
    for (const auto& [id, before] : standing) {
        if (!all.contains(id)) {
            removeFile(pathOf(id));
        }
    }
}

/// Compares an edit with what `read` finds in its file, a line each.
template<typename Edited, typename Read>
void compareWithFile(std::vector<std::string>& lines, const std::string& what, const Edited& edited,
                     const VersionNames& names, const Read& read)
{
    try {
        for (const std::string& line : differences(edited, read(), names)) {
            lines.push_back(what + line);
        }
    } catch (const Error&) {
        lines.push_back(what + "what is " + names.second + " cannot be read");
    }
}

fs::path newFolderAside(const fs::path& study, const std::string& name)
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    std::array<char, 32> time{};
    std::strftime(time.data(), time.size(), "%Y-%m-%d_%H%M%S", &parts);
    const fs::path all = study / "set_aside";
    const fs::path folder =
        all / firstFree(std::string(time.data()) + "-" + name,
                        [&](const std::string& taken) { return isTaken(all / taken); });
    makeFolder(folder, study);
    return folder;
}

} // namespace

void writeEdits(const fs::path& folder, const UnsavedEdits& edits, const UnsavedEdits& standing)
{
    if (edits.study && edits.study != standing.study) {
        writeStudy(folder, *edits.study);
    } else if (!edits.study && standing.study) {
        removeFile(studyPath(folder));
    }
    const auto partsOf = [&](const std::string& id) { return partsPath(folder, id); };
    writeEach(edits.drawings, standing.drawings, partsOf,
              [&](const fs::path& file, const Drawing& drawing) {
                  writeLabelMe(file, drawing, {}, folder);
              });
    writeEach(edits.words, standing.words, partsOf,
              [&](const fs::path& file, const SentenceParts& words) {
                  writeSentenceParts(file, words, folder);
              });
    writeEach(
        edits.drafts, standing.drafts, [&](const std::string& id) { return draftPath(folder, id); },
        [&](const fs::path& file, const std::string& text) {
            writeFileAtomically(file, text, folder);
        });
}

UnsavedEdits readEdits(const fs::path& folder)
{
    UnsavedEdits edits;
    std::error_code status;
    if (fs::exists(studyPath(folder), status)) {
        edits.study = readStudy(folder);
    }
    for (const auto& entry : fs::directory_iterator(folder / "parts", status)) {
        if (entry.path().extension() != ".json") {
            continue; // a draft that was cut
        }
        const std::string id = entry.path().stem();
        if (readJson(entry.path()).contains("shapes")) {
            edits.drawings[id] = readLabelMe(entry.path());
        } else {
            edits.words[id] = readSentenceParts(entry.path());
        }
    }
    for (const auto& entry : fs::directory_iterator(folder / "drafts", status)) {
        if (entry.path().extension() == ".json") {
            edits.drafts[entry.path().stem()] = readFile(entry.path(), kLargestDraft);
        }
    }
    return edits;
}

std::vector<fs::path> filesOf(const UnsavedEdits& edits, const fs::path& folder)
{
    std::vector<fs::path> files;
    if (edits.study) {
        files.push_back(studyPath(folder));
    }
    for (const auto& [id, drawing] : edits.drawings) {
        files.push_back(partsPath(folder, id));
    }
    for (const auto& [id, words] : edits.words) {
        files.push_back(partsPath(folder, id));
    }
    return files;
}

UnsavedEdits changedOutside(UnsavedEdits edits, const fs::path& folder, const SeenFiles& seen)
{
    if (edits.study && seen.mayReplace(studyPath(folder))) {
        edits.study.reset();
    }
    const auto mayReplace = [&](const auto& entry) {
        return seen.mayReplace(partsPath(folder, entry.first));
    };
    std::erase_if(edits.drawings, mayReplace);
    std::erase_if(edits.words, mayReplace);
    edits.drafts.clear();
    return edits;
}

std::vector<std::string> differencesFromFiles(const UnsavedEdits& edits, const fs::path& folder,
                                              const VersionNames& names)
{
    std::vector<std::string> lines;
    if (edits.study) {
        compareWithFile(lines, "", *edits.study, names, [&] { return readStudy(folder); });
    }
    std::error_code status;
    for (const auto& [id, drawing] : edits.drawings) {
        const fs::path file = partsPath(folder, id);
        compareWithFile(lines, id + ": ", drawing, names, [&, &id = id, &drawing = drawing] {
            return fs::exists(file, status) ? readLabelMe(ownFile(folder, partsPath({}, id)))
                                            : Drawing{.width = drawing.width,
                                                      .height = drawing.height,
                                                      .shapes = {},
                                                      .parts = {}};
        });
    }
    for (const auto& [id, words] : edits.words) {
        const fs::path file = partsPath(folder, id);
        compareWithFile(lines, id + ": ", words, names, [&, &id = id, &words = words] {
            return fs::exists(file, status) ? readSentenceParts(ownFile(folder, partsPath({}, id)))
                                            : SentenceParts{.text = words.text, .parts = {}};
        });
    }
    return lines;
}

fs::path setAside(const fs::path& study, const UnsavedEdits& edits, const std::string& name)
{
    fs::path folder = newFolderAside(study, name);
    makeFolder(folder, study);
    writeEdits(folder, edits);
    return folder;
}

fs::path setFilesAside(const fs::path& study, const UnsavedEdits& edits, const std::string& name)
{
    fs::path folder = newFolderAside(study, name);
    for (const fs::path& file : filesOf(edits, study)) {
        std::error_code status;
        if (fs::exists(file, status)) {
            copyFileAtomically(file, folder / file.lexically_relative(study), study);
        }
    }
    return folder;
}

} // namespace palimpsest

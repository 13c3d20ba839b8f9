// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/relocation.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/hugging_face.h"
#include "core/study/own_files.h"
#include "core/study/sample_format.h"
#include "core/study/taking_in.h"
#include "core/units/study_inputs.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <unistd.h>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// What a dangling link, or the first one in a folder, leads to.
fs::path targetOf(const fs::path& path)
{
    std::error_code status;
    if (fs::is_directory(path, status)) {
        for (const auto& entry : fs::directory_iterator(path, status)) {
            if (!isThere(entry.path())) {
                return fs::read_symlink(entry.path(), status).parent_path();
            }
        }
        return {};
    }
    return fs::read_symlink(path, status);
}

/// The units that are made of a file of the study.
std::vector<UnitIndex> unitsOf(const Study& study, const fs::path& path)
{
    std::vector<UnitIndex> units;
    for (const UnitIndex& unit : allUnits(study)) {
        const Lineage& of = study.lineages[unit.checkpoint.lineage];
        if (of.modelTemplate == path ||
            of.checkpoints[unit.checkpoint.checkpoint].weights == path ||
            study.samples[unit.sample].image == path) {
            units.push_back(unit);
        }
    }
    return units;
}

/// Whether stored values were made of what a unit is made of now, as far as that can be told; none
/// where no values are stored.
std::optional<bool> isSame(StudyInputs& inputs, const UnitIndex& unit, const fs::path& path)
{
    const std::optional<UnitKey> stored = inputs.storedKey(unit);
    if (!stored) {
        return std::nullopt;
    }
    const Study& study = inputs.study();
    if (study.samples[unit.sample].image == path) {
        const UnitKey now = inputs.key(unit);
        // A background that is masked shows parts and baseline in the picture.
        const bool canTell = now.labelMapSha256 == stored->labelMapSha256 &&
                             now.baselineSha256 == stored->baselineSha256;
        return canTell ? std::optional(now.imageSha256 == stored->imageSha256) : std::nullopt;
    }
    const StudyInputs::ModelHashes& now = inputs.modelHashes(unit.checkpoint);
    return study.lineages[unit.checkpoint.lineage].modelTemplate == path
               ? now.modelTemplate == stored->templateSha256
               : now.weights == stored->weightsSha256;
}

void requireSame(const fs::path& folder, const Study& study, const fs::path& path,
                 const fs::path& found)
{
    StudyInputs inputs(folder, study);
    for (const UnitIndex& unit : unitsOf(study, path)) {
        const std::optional<bool> same = isSame(inputs, unit, path);
        if (same && !*same) {
            throw BadInput(quoted(found) + " is not what the stored values of " +
                           inputs.unitName(unit) + " were made of. Find the file that " +
                           quoted(path) + " was, or add the other one anew.");
        }
        if (same) {
            return; // one is enough
        }
    }
}

/// Whether nothing but links stands in a folder that is a checkpoint, so that nothing is lost with
/// it.
bool holdsOnlyLinks(const fs::path& folder)
{
    std::error_code status;
    const fs::directory_iterator entries(folder, status);
    return std::ranges::all_of(begin(entries), end(entries), [&](const auto& entry) {
        return fs::is_symlink(entry.path(), status);
    });
}

/// How many names at the end of two paths are the same.
std::size_t commonEnd(const fs::path& a, const fs::path& b)
{
    const std::vector<fs::path> left(a.begin(), a.end());
    const std::vector<fs::path> right(b.begin(), b.end());
    const auto differ = std::mismatch(left.rbegin(), left.rend(), right.rbegin(), right.rend());
    return static_cast<std::size_t>(differ.first - left.rbegin());
}

/// Those of `candidates` whose paths end most like `target` does: two pictures of one name in
/// folders of two classes are told apart by these.
std::vector<fs::path> mostAlike(const std::vector<fs::path>& candidates, const fs::path& target)
{
    std::size_t most = 0;
    for (const fs::path& candidate : candidates) {
        most = std::max(most, commonEnd(candidate, target));
    }
    std::vector<fs::path> alike;
    std::ranges::copy_if(candidates, std::back_inserter(alike), [&](const fs::path& candidate) {
        return commonEnd(candidate, target) == most;
    });
    return alike;
}

/// Puts something out of the way, and back unless it is dropped.
class SetAside
{
public:
    explicit SetAside(fs::path path) : m_path(std::move(path)), m_aside(m_path)
    {
        m_aside += "." + std::to_string(::getpid()) + ".aside";
        std::error_code status;
        m_isAside = isTaken(m_path) && (fs::rename(m_path, m_aside, status), !status);
    }
    ~SetAside()
    {
        std::error_code ignored;
        if (m_isAside) {
            fs::remove_all(m_path, ignored);
            fs::rename(m_aside, m_path, ignored);
        }
    }
    SetAside(const SetAside&) = delete;
    SetAside& operator=(const SetAside&) = delete;

    void drop()
    {
        std::error_code ignored;
        fs::remove_all(m_aside, ignored);
        m_isAside = false;
    }

private:
    fs::path m_path;
    fs::path m_aside;
    bool m_isAside = false;
};

} // namespace

std::vector<MissingFile> missingFiles(const fs::path& folder, const Study& study)
{
    std::vector<MissingFile> missing;
    const auto look = [&](const fs::path& path) {
        const bool isKnown = std::ranges::find(missing, path, &MissingFile::path) != missing.end();
        if (!path.empty() && !isKnown && !isThere(folder / path)) {
            missing.push_back({.path = path, .target = targetOf(folder / path)});
        }
    };
    for (const Lineage& lineage : study.lineages) {
        look(lineage.modelTemplate);
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            look(checkpoint.weights);
        }
    }
    std::ranges::for_each(sampleFormat(study).files(study), look);
    return missing;
}

void relocate(const fs::path& folder, const Study& study, const fs::path& missing,
              const fs::path& found)
{
    const std::vector<MissingFile> known = missingFiles(folder, study);
    const fs::path path = missing.lexically_normal();
    if (std::ranges::find(known, path, &MissingFile::path) == known.end()) {
        throw BadInput(quoted(missing) + " is no file that the study misses. Name it as study.json "
                                         "does.");
    }
    std::error_code status;
    const bool isFolder = fs::is_directory(folder / path, status);
    if (isFolder && !holdsOnlyLinks(folder / path)) {
        throw BadInput(quoted(folder / path) + " holds files beside the links that lead nowhere. " +
                       "Put the missing ones there, or move the folder away first.");
    }
    if (fs::is_directory(found, status) && !looksLikeHuggingFace(found)) {
        throw BadInput(quoted(found) + " is no folder of Hugging Face. Find the one that " +
                       quoted(path) + " was.");
    }
    SetAside before(folder / path);
    NewFiles made;
    const Taking how = canBeLinked(path) ? Taking::Link : Taking::Copy;
    if (fs::is_directory(found, status)) {
        made.takeModelFolder(found, folder / path, how, folder);
    } else {
        made.take(found, folder / path, how, folder);
    }
    requireSame(folder, study, path, found);
    made.keep();
    before.drop();
}

Relocated relocateAll(const fs::path& folder, const Study& study, const fs::path& where)
{
    std::error_code status;
    if (!fs::is_directory(where, status)) {
        throw BadFile("There is no folder " + quoted(where) + ". Check the path.");
    }
    std::multimap<std::string, fs::path> byName;
    constexpr auto kOptions = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator at(where, kOptions, status), end; !status && at != end;
         at.increment(status)) {
        byName.emplace(at->path().filename().string(), at->path());
    }
    Relocated result;
    for (const MissingFile& file : missingFiles(folder, study)) {
        bool isFound = false;
        std::string problem;
        std::vector<fs::path> candidates;
        const auto [first, last] = byName.equal_range(file.target.filename().string());
        std::transform(first, last, std::back_inserter(candidates),
                       [](const auto& entry) { return entry.second; });
        candidates = mostAlike(candidates, file.target);
        if (candidates.size() > 1) {
            result.problems.push_back(quoted(candidates[0]) + " and " + quoted(candidates[1]) +
                                      " could both be " + quoted(file.path) +
                                      ". Say which one it " + "is.");
            candidates.clear();
        }
        for (const fs::path& candidate : candidates) {
            try {
                relocate(folder, study, file.path, candidate);
                isFound = true;
            } catch (const NotWritable&) {
                throw;
            } catch (const Error& error) {
                problem = error.what();
            }
        }
        (isFound ? result.found : result.missing).push_back(file.path);
        if (!isFound && !problem.empty()) {
            result.problems.push_back(problem);
        }
    }
    return result;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/found_checkpoints.h"

#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/base/natural_order.h"
#include "core/models/readers/hugging_face.h"
#include "core/samples/words.h"
#include "core/study/taking_in.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

bool isFolder(const fs::path& path)
{
    std::error_code status;
    return fs::is_directory(path, status);
}

bool isProgram(const fs::path& path)
{
    return lowerCased(path.filename().string()) == "training_args.bin";
}

/// Whether a file that lies beside checkpoints is what a training needs to go on.
bool isTrainingState(const fs::path& path)
{
    constexpr auto kStates = std::to_array<std::string_view>(
        {"optimizer", "optimiser", "scheduler", "scaler", "rng_state", "random_states"});
    const std::string name = lowerCased(path.filename().string());
    return std::ranges::any_of(kStates, [&](auto state) { return name.starts_with(state); });
}

bool isCheckpointFile(const fs::path& path)
{
    return isCheckpointName(path) && !isProgram(path) && !isTrainingState(path);
}

/// "optimizer.pt and 3 more"
std::string listed(const std::vector<fs::path>& files)
{
    const std::string first = quoted(files.front().filename());
    return files.size() == 1 ? first : first + " and " + std::to_string(files.size() - 1) + " more";
}

/// The folder that checkpoints are a lineage by.
fs::path runOf(const fs::path& path)
{
    const bool standsAlone = isFolder(path) && !isStepFolder(path);
    return standsAlone ? path : path.parent_path();
}

/// Whether an entry of a folder is a link to another one of it, as "last.ckpt" and "latest" are, or
/// to a folder around it.
bool isLinkWithin(const fs::path& entry)
{
    std::error_code status;
    if (!fs::is_symlink(entry, status)) {
        return false;
    }
    const fs::path target = fs::weakly_canonical(entry, status);
    const fs::path folder = fs::weakly_canonical(entry.parent_path(), status);
    const auto apart = std::ranges::mismatch(target, folder);
    return target.parent_path() == folder || apart.in1 == target.end();
}

/// Files of checkpoints by the folder that makes them a lineage.
class Gathering
{
public:
    void take(const fs::path& path)
    {
        std::error_code status;
        const fs::path whole = fs::absolute(path, status).lexically_normal();
        const fs::path clean = whole.has_filename() ? whole : whole.parent_path();
        if (!fs::exists(clean, status)) {
            throw BadFile("There is no file or folder " + quoted(path) + ". Check the path.");
        }
        const std::size_t before = m_seen;
        if (isFolder(clean)) {
            takeFolder(clean);
        } else {
            m_found.named.insert(clean);
            add(clean);
        }
        if (m_seen == before) {
            throw BadFile(quoted(path) + " holds no checkpoints: no folder of Hugging Face, and " +
                          "no file that ends in " + listedEndings(checkpointEndings()) + ".");
        }
    }

    /// All that was taken.
    FoundCheckpoints found()
    {
        if (!m_states.empty()) {
            m_found.leftOut.push_back("Left out, as it is the state of a training and no model: " +
                                      listed(m_states) + ".");
        }
        if (!m_programs.empty()) {
            m_found.leftOut.push_back(
                "Left out, as it is a program and no model: " + listed(m_programs) + ".");
        }
        return std::move(m_found);
    }

private:
    void add(const fs::path& path)
    {
        ++m_seen;
        const fs::path run = runOf(path);
        auto found = std::ranges::find(m_found.runs, run, [](const auto& of) { return of.first; });
        if (found == m_found.runs.end()) {
            found = m_found.runs.insert(m_found.runs.end(), {run, {}});
        }
        if (std::ranges::find(found->second, path) == found->second.end()) {
            found->second.push_back(path);
            ++m_found.count;
        }
    }

    void takeFolder(const fs::path& folder)
    {
        std::vector<fs::path> entries;
        try {
            for (const auto& entry : fs::directory_iterator(folder)) {
                if (!entry.path().filename().string().starts_with('.')) {
                    entries.push_back(entry.path());
                }
            }
        } catch (const fs::filesystem_error& error) {
            throw BadFile("Cannot list " + quoted(folder) + ": " + error.code().message() + ".");
        }
        std::ranges::sort(entries, [](const fs::path& a, const fs::path& b) {
            return isNaturallyLess(a.string(), b.string());
        });
        const bool hasSteps = std::ranges::any_of(entries, isStepFolder);
        // A config.json may also lie beside the checkpoints that it speaks of.
        const bool isModel =
            holdsHuggingFaceWeights(folder) ||
            (looksLikeHuggingFace(folder) && std::ranges::none_of(entries, isCheckpointFile));
        if (isModel && hasSteps) {
            m_found.leftOut.push_back("The model in " + quoted(folder) +
                                      " itself is left out, as it " +
                                      "mostly is one of its checkpoints again.");
        } else if (isModel) {
            add(folder);
        }
        for (const fs::path& entry : entries) {
            if (isLinkWithin(entry)) {
                m_found.leftOut.push_back(
                    "Left out, as it is a link to what is taken anyway: " + quoted(entry) + ".");
            } else if (isFolder(entry)) {
                takeFolder(entry);
            } else if (isProgram(entry)) {
                m_programs.push_back(entry);
            } else if (isTrainingState(entry)) {
                m_states.push_back(entry);
            } else if (!isModel && isCheckpointName(entry)) {
                add(entry);
            }
        }
    }

    FoundCheckpoints m_found;
    std::vector<fs::path> m_states;
    std::vector<fs::path> m_programs;
    std::size_t m_seen = 0; ///< files, with those that came again
};

} // namespace

bool isStepFolder(const fs::path& path)
{
    return lowerCased(path.filename().string()).starts_with("checkpoint-") &&
           looksLikeHuggingFace(path);
}

FoundCheckpoints foundCheckpoints(const std::vector<fs::path>& paths)
{
    Gathering gathering;
    for (const fs::path& path : paths) {
        gathering.take(path);
    }
    return gathering.found();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/checkpoint_table.h"

#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/natural_order.h"
#include "core/base/utf8.h"
#include "core/models/modules/network_reading.h"
#include "core/models/probe_file.h"
#include "core/models/readers/hugging_face.h"
#include "core/samples/words.h"
#include "core/study/study_names.h"
#include "core/study/taking_in.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
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

/// The names of files that a person has to deal with one by one.
std::string named(const std::vector<fs::path>& files)
{
    constexpr std::size_t kMost = 20;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(files.size(), kMost); ++i) {
        names.push_back(quoted(files[i].filename()));
    }
    return joined(names) +
           (files.size() <= kMost ? "" : " and " + std::to_string(files.size() - kMost) + " more");
}

/// checkpoint-STEP, as Hugging Face's trainer names its folders.
bool isStepFolder(const fs::path& path)
{
    return lowerCased(path.filename().string()).starts_with("checkpoint-") &&
           looksLikeHuggingFace(path);
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
            m_named.insert(clean);
            add(clean);
        }
        if (m_seen == before) {
            throw BadFile(quoted(path) + " holds no checkpoints: no folder of Hugging Face, and " +
                          "no file that ends in " + listedEndings(checkpointEndings()) + ".");
        }
    }

    std::vector<std::pair<fs::path, std::vector<fs::path>>> runs() const { return m_runs; }
    std::size_t count() const { return m_count; }

    /// Whether a person has named the very file.
    bool isNamed(const fs::path& path) const { return m_named.contains(path); }

    std::vector<std::string> leftOut() const
    {
        std::vector<std::string> sentences = m_leftOut;
        if (!m_states.empty()) {
            sentences.push_back("Left out, as it is the state of a training and no model: " +
                                listed(m_states) + ".");
        }
        if (!m_programs.empty()) {
            sentences.push_back("Left out, as it is a program and no model: " + listed(m_programs) +
                                ".");
        }
        return sentences;
    }

private:
    void add(const fs::path& path)
    {
        ++m_seen;
        const fs::path run = runOf(path);
        auto found = std::ranges::find(m_runs, run, [](const auto& of) { return of.first; });
        if (found == m_runs.end()) {
            found = m_runs.insert(m_runs.end(), {run, {}});
        }
        if (std::ranges::find(found->second, path) == found->second.end()) {
            found->second.push_back(path);
            ++m_count;
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
            m_leftOut.push_back("The model in " + quoted(folder) + " itself is left out, as it " +
                                "mostly is one of its checkpoints again.");
        } else if (isModel) {
            add(folder);
        }
        for (const fs::path& entry : entries) {
            if (isLinkWithin(entry)) {
                m_leftOut.push_back(
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

    std::set<fs::path> m_named;
    std::vector<std::string> m_leftOut; ///< sentences
    std::vector<fs::path> m_states;
    std::vector<fs::path> m_programs;
    std::vector<std::pair<fs::path, std::vector<fs::path>>> m_runs;
    std::size_t m_count = 0; ///< in m_runs
    std::size_t m_seen = 0;  ///< with those that came again
};

/// What a run is called: its folder's name, or that of the folder around "checkpoints".
std::string runName(fs::path run)
{
    constexpr auto kGeneral = std::to_array<std::string_view>(
        {"checkpoints", "checkpoint", "ckpt", "ckpts", "weights", "models", "output", "outputs"});
    if (std::ranges::find(kGeneral, lowerCased(run.filename().string())) != kGeneral.end() &&
        run.parent_path().has_filename()) {
        run = run.parent_path();
    }
    return safeNameFrom(run.filename().string(), "run");
}

/// Whether any of `words` begins within `name`.
bool speaksOf(const std::string& name, const std::vector<std::string_view>& words)
{
    return std::ranges::any_of(words,
                               [&](auto word) { return name.find(word) != std::string::npos; });
}

} // namespace

Role guessedRole(const std::string& name)
{
    const std::string lowered = lowerCased(name);
    if (speaksOf(lowered, {"scratch", "random", "from_zero"})) {
        return Role::Scratch;
    }
    if (speaksOf(lowered, {"finetun", "fine-tun", "fine_tun", "transfer"})) {
        return Role::Finetuned;
    }
    if (speaksOf(lowered, {"pretrain", "pre-train", "pre_train", "probe", "frozen"})) {
        return Role::Pretrained;
    }
    return Role::Other;
}

std::string containerName(Container container)
{
    switch (container) {
    case Container::Safetensors:
        return "safetensors";
    case Container::TorchZip:
        return "torch.save";
    case Container::TorchLegacy:
        return "torch.save before 1.6";
    case Container::TorchScript:
        return "TorchScript";
    case Container::HuggingFace:
        break;
    }
    return "Hugging Face";
}

namespace {

/// What a training wrote into the file, where it can be an epoch.
std::optional<int> epochFrom(std::optional<std::int64_t> count)
{
    return count && *count <= kMaxEpoch ? std::optional(static_cast<int>(*count)) : std::nullopt;
}

/// What tensors are, in one line.
std::string textOf(const std::optional<Architecture>& architecture, const CheckpointFile& file)
{
    const std::string count = std::to_string(file.tensors.size()) + " tensors";
    std::string text = !architecture ? count + " of no known architecture"
                       : architecture->misfit.empty()
                           ? describe(*architecture)
                           : count + " that resemble " + architecture->name + " but do not fit it";
    text += file.wrapper.empty() ? "" : ", from \"" + file.wrapper + "\"";
    text += file.moduleClass.empty() ? "" : ", a whole " + shown(file.moduleClass);
    for (const std::string& warning : file.warnings) {
        text += ". " + warning.substr(0, warning.size() - 1);
    }
    return text;
}

/// A note where a row's epoch is a step or not the one that its file tells; empty where it is.
std::string otherEpoch(const CheckpointRow& row)
{
    if (row.source == EpochSource::Step) {
        return ". Its epoch is the step of training that the file tells";
    }
    const bool isOther =
        row.source != EpochSource::Unknown && row.look.epoch && *row.look.epoch != row.epoch;
    return isOther ? ". Its " + epochSourceName(row.source) + " says epoch " +
                         std::to_string(row.epoch) + ", and the file itself epoch " +
                         std::to_string(*row.look.epoch)
                   : std::string();
}

} // namespace

CheckpointLook checkpointLook(const fs::path& path)
{
    CheckpointLook look;
    try {
        look.container = containerOf(path);
        look.text = containerName(*look.container);
        if (look.container == Container::TorchScript) {
            look.text += ", a program";
            return look;
        }
        const CheckpointFile file = readNetwork(path);
        look.architecture = recognise(file.tensors, file.config, file.told);
        look.classes = classNames(path);
        look.fittedOn = templateOfProbe(path);
        look.fittedOnAt = look.fittedOn ? placeOfTemplate(*look.fittedOn, path) : fs::path();
        look.epoch = isProbe(path) ? 0 : epochFrom(file.epoch);
        look.step = epochFrom(file.step);
        look.hints = exportHints(file);
        look.text += ", " + textOf(look.architecture, file);
        if (!look.architecture) {
            look.misfit = "Its tensors " + unknownTo(file.config) + ".";
        } else if (!look.architecture->misfit.empty()) {
            look.misfit = "It resembles " + look.architecture->name + " but does not fit it." +
                          look.architecture->misfit;
            look.architecture.reset();
        }
    } catch (const Error& error) {
        look.container.reset();
        look.text = "unreadable";
        look.problem = error.what();
    }
    return look;
}

CheckpointTable checkpointTable(const std::vector<fs::path>& paths, const Progress& progress)
{
    CheckpointTable table;
    Gathering gathering;
    for (const fs::path& path : paths) {
        gathering.take(path);
    }
    table.leftOut = gathering.leftOut();
    std::set<std::string> taken;
    std::size_t done = 0;
    for (const auto& [run, files] : gathering.runs()) {
        const std::string name = firstFree(
            runName(run), [&](const std::string& candidate) { return taken.contains(candidate); });
        taken.insert(name);
        std::map<fs::path, CheckpointLook> looks;
        OwnCounts own;
        for (const fs::path& file : files) {
            if (progress && !progress(done++, gathering.count())) {
                throw Cancelled();
            }
            const CheckpointLook& look = looks.emplace(file, checkpointLook(file)).first->second;
            if (look.epoch) {
                own.epochs.emplace(file, *look.epoch);
            }
            if (look.step) {
                own.steps.emplace(file, *look.step);
            }
        }
        const std::vector<AddedCheckpoint> found = checkpointFiles(files, own);
        const bool isSeries = std::ranges::any_of(
            found, [](const auto& file) { return file.source != EpochSource::Unknown; });
        std::vector<fs::path> apart;
        for (const AddedCheckpoint& file : found) {
            if (isSeries && file.source == EpochSource::Unknown && !gathering.isNamed(file.path)) {
                apart.push_back(file.path);
                continue;
            }
            table.rows.push_back({.path = file.path,
                                  .lineage = name,
                                  .role = guessedRole(name),
                                  .epoch = file.epoch,
                                  .source = file.source,
                                  .look = looks.at(file.path),
                                  .network = {},
                                  .outputs = {},
                                  .problem = {}});
            table.rows.back().look.text += otherEpoch(table.rows.back());
        }
        if (!apart.empty()) {
            table.leftOut.push_back("Left out, as neither name nor file tells an epoch of its own "
                                    "in the series: " +
                                    named(apart) + ". Add " + (apart.size() == 1 ? "it" : "each") +
                                    " by itself with its epoch.");
        }
    }
    return table;
}

} // namespace palimpsest

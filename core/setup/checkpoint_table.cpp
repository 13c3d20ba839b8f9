// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/checkpoint_table.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/models/modules/network_reading.h"
#include "core/models/probe_file.h"
#include "core/samples/words.h"
#include "core/setup/found_checkpoints.h"
#include "core/study/epoch_names.h"
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
        look.step = file.step ? epochFrom(file.step) : trainedStep(path);
        look.hints = exportHints(file);
        look.text += ", " + textOf(look.architecture, file);
        if (!look.architecture) {
            look.misfit = "Its tensors " + unknownTo(file.config) + ".";
        } else if (!look.architecture->misfit.empty()) {
            look.misfit =
                "It resembles " + look.architecture->name + " but does not fit it." +
                look.architecture->misfit +
                (look.architecture->otherTask.empty()
                     ? ""
                     : " Its config.json says that it is a " + look.architecture->otherTask + ".");
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
    FoundCheckpoints checkpoints = foundCheckpoints(paths);
    table.leftOut = std::move(checkpoints.leftOut);
    std::set<std::string> taken;
    std::size_t done = 0;
    for (const auto& [run, files] : checkpoints.runs) {
        const std::string name = firstFree(
            runName(run), [&](const std::string& candidate) { return taken.contains(candidate); });
        taken.insert(name);
        std::map<fs::path, CheckpointLook> looks;
        OwnCounts own;
        for (const fs::path& file : files) {
            if (progress && !progress(done++, checkpoints.count)) {
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
            const bool isOpen =
                checkpoints.named.contains(file.path) || !partOfEpoch(file.path).empty();
            if (isSeries && file.source == EpochSource::Unknown && !isOpen) {
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

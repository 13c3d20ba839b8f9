// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/inspect_checkpoint.h"

#include "app/cli/remembered_trust.h"
#include "core/base/sha256.h"
#include "core/models/architectures/architecture.h"
#include "core/models/probe_file.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/models/trust.h"
#include "core/setup/checkpoint_table.h"
#include "core/study/file_hashes.h"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

/// A TorchScript file is a program, so looking at it does not open it.
json inspectTorchScript(const fs::path& path)
{
    const ModelProgram program{.path = path, .sha256 = sha256OfFile(path)};
    return {{"kind", "model (TorchScript)"},
            {"bytes", fs::file_size(path)},
            {"sha256", program.sha256},
            {"trusted", isTrusted(program, trustOfRun(false, Verbosity::Quiet))}};
}

/// What the tensors are recognised as, and what was assumed for it.
void addArchitecture(json& report, const CheckpointFile& file)
{
    const auto architecture = recognise(file.tensors, file.config);
    if (!architecture) {
        report["architecture"] = "unknown: it needs its TorchScript as a template";
        return;
    }
    report["architecture"] = describe(*architecture);
    report["classes"] = architecture->classes;
    if (!architecture->notes.empty()) {
        report["notes"] = architecture->notes;
    }
}

} // namespace

json inspectCheckpoint(const fs::path& path)
{
    const Container container = containerOf(path);
    if (container == Container::TorchScript) {
        return inspectTorchScript(path);
    }
    const CheckpointFile file = readCheckpoint(path);
    json report = {{"kind", "checkpoint"}, {"container", containerName(container)}};
    addArchitecture(report, file);
    if (const auto names = classNames(path); !names.empty()) {
        report["class_names"] = names;
    }
    report["sha256"] = FileHashes(path.parent_path()).of(path);
    for (const auto& [key, text] : {std::pair("wrapper", file.wrapper), {"prefix", file.prefix}}) {
        if (!text.empty()) {
            report[key] = text;
        }
    }
    for (const auto& [key, list] :
         {std::pair("left_out", file.leftOut), {"warnings", file.warnings}}) {
        if (!list.empty()) {
            report[key] = list;
        }
    }
    std::size_t numbers = 0;
    json::object_t tensors; // looks for a key in all others, so that adding by key is quadratic
    for (const auto& [name, tensor] : file.tensors) {
        tensors.emplace_back(name, tensor.shape);
        numbers += tensor.values.size();
    }
    report["numbers"] = numbers;
    report["tensors"] = std::move(tensors);
    return report;
}

} // namespace palimpsest

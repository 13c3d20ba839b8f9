// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/inspect_checkpoint.h"

#include "app/cli/network_options.h"
#include "app/cli/remembered_trust.h"
#include "core/base/sha256.h"
#include "core/models/architectures/architecture.h"
#include "core/models/modules/network_reading.h"
#include "core/models/networks/known_facts.h"
#include "core/models/probe_file.h"
#include "core/models/trust/trust.h"
#include "core/setup/checkpoint_table.h"
#include "core/setup/export_lines.h"
#include "core/study/checkpoint_files.h"
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

/// How sure it is what the tensors are.
std::string certaintyOf(const Architecture& architecture)
{
    const std::string fits = "all tensors have the names and shapes of it";
    return !architecture.questions.empty() ? fits + "; what they do not tell is still to be said"
           : architecture.facts.assumed.empty() ? fits
                                                : fits + "; what they do not tell is assumed";
}

/// What the tensors are recognised as, and what was assumed for it.
void addArchitecture(json& report, const fs::path& path, const CheckpointFile& file)
{
    const auto architecture = recognise(file.tensors, file.config, file.told);
    if (!architecture || !architecture->misfit.empty()) {
        report["architecture"] = "unknown: it needs its TorchScript as a template";
        report["template_by"] = exportLines(path, exportHints(file));
    }
    if (!architecture) {
        report["unknown"] = "Its tensors " + unknownTo(file.config) + ".";
        return;
    }
    if (!architecture->misfit.empty()) {
        report["resembles"] = architecture->name + ", but does not fit it." + architecture->misfit;
        return;
    }
    report["architecture"] = describe(*architecture);
    report["certainty"] = certaintyOf(*architecture);
    report["classes"] = architecture->classes;
    const NetworkFacts known = without(architecture->facts, architecture->questions);
    if (const std::string facts = describe(known); !facts.empty()) {
        report["network"] = facts;
    }
    for (const NetworkQuestion& question : architecture->questions) {
        report["open"].push_back(question.text + " " + hintFor(question));
    }
    if (const auto remarks = remarksOn(*architecture); !remarks.empty()) {
        report["notes"] = remarks;
    }
}

} // namespace

json inspectCheckpoint(const fs::path& path)
{
    const Container container = containerOf(path);
    if (container == Container::TorchScript) {
        return inspectTorchScript(path);
    }
    const CheckpointFile file = readNetwork(path);
    json report = {{"kind", "checkpoint"}, {"container", containerName(container)}};
    addArchitecture(report, path, file);
    if (const auto names = classNames(path); !names.empty()) {
        report["class_names"] = names;
    }
    if (file.epoch) {
        report["epoch"] = *file.epoch;
    }
    if (file.step) {
        report["step"] = *file.step;
    } else if (const auto step = trainedStep(path)) {
        report["step"] = *step;
    }
    report["sha256"] = FileHashes(path.parent_path()).of(path);
    for (const auto& [key, text] : {std::pair("wrapper", file.wrapper),
                                    {"prefix", file.prefix},
                                    {"module", file.moduleClass}}) {
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

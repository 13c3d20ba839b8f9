// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/probe_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/sha256.h"
#include "core/base/version.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/networks/network_facts_json.h"
#include "core/models/networks/probe_report.h"
#include "core/models/readers/safetensors.h"
#include "core/samples/preprocessing_json.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

json toJson(const Fitness& fitness)
{
    return {{"accuracy", fitness.accuracy}, {"cross_entropy", fitness.crossEntropy}};
}

/// What labels of its pictures were taken for: label → class.
json labelsOf(const TrainingPictures& pictures)
{
    json labels = json::object();
    for (const auto& [label, name] : pictures.table) {
        labels[label] = name;
    }
    return labels;
}

json toJson(const std::optional<Fitness>& fitness)
{
    return fitness ? toJson(*fitness) : json();
}

} // namespace

json toJson(const Probe& probe, const ProbeRequest& request)
{
    json tried = json::array();
    for (const TriedC& one : probe.fit.tried) {
        tried.push_back(
            {{"c", one.c}, {"train", toJson(one.train)}, {"validation", toJson(one.validation)}});
    }
    return {{"kind", kProbeKind},
            {"palimpsest_version", version()},
            {"torch_version", torchVersion()},
            {"backbone", request.backbone.name},
            {"template", request.backbone.program.empty()
                             ? json()
                             : json{{"path", fs::absolute(request.backbone.program).string()},
                                    {"sha256", sha256OfFile(request.backbone.program)}}},
            {"architecture", probe.architecture.name},
            {"features", probe.architecture.head.features},
            {"head", {probe.architecture.head.weight, probe.architecture.head.bias}},
            {"link", probe.link == Link::Sigmoid ? "sigmoid" : "softmax"},
            {"network", toJson(probe.architecture.facts)},
            {"classes", probe.classes},
            {"labels", labelsOf(request.pictures)},
            {"preprocessing", toJson(request.preprocessing)},
            {"c", probe.fit.c},
            {"validation_share", request.options.validationShare},
            {"seed", request.options.seed},
            {"tried", tried},
            {"train", toJson(probe.fit.train)},
            {"validation", toJson(probe.fit.validation)},
            {"test", toJson(probe.fit.test)},
            {"pictures",
             {{"train", probe.trainCounts},
              {"validation", probe.fit.validationCounts},
              {"test", probe.testCounts}}},
            {"warnings", probe.warnings}};
}

void requireProbeFile(const fs::path& out, const Backbone& backbone)
{
    const bool isFolder = backbone.isFolder;
    if (!isFolder && out.extension() != ".safetensors") {
        throw BadInput("A probe is written as safetensors. End the name " + quoted(out) +
                       " in .safetensors.");
    }
    if (isFolder && out.has_extension() && out.extension() == ".safetensors") {
        throw BadInput("The backbone came with a config.json, so its probe is a folder with one. " +
                       std::string("Give a name for the folder instead of ") + quoted(out) + ".");
    }
    const fs::path report = probeReport(out, isFolder);
    if (isFolder) {
        requireOutputFolder(out);
    } else {
        requireOutput(out);
        requireOutput(report);
    }
    std::error_code status;
    if (fs::equivalent(out, backbone.name, status)) {
        throw BadInput(quoted(out) + " is the backbone itself. Choose another name for the probe.");
    }
    const bool isTaken = isFolder ? fs::exists(out, status) && !fs::is_empty(out, status)
                                  : fs::exists(out, status) || fs::exists(report, status);
    if (isTaken && !isProbeReport(report)) {
        throw BadInput("Where the probe would go stands " +
                       quoted(isFolder || !fs::exists(report, status) ? out : report) +
                       ", which no probe left. Choose another name.");
    }
}

void writeProbe(const fs::path& out, const Probe& probe, const ProbeRequest& request)
{
    requireProbeFile(out, request.backbone);
    const bool isFolder = request.backbone.isFolder;
    writeSafetensors(isFolder ? out / "model.safetensors" : out, probe.tensors);
    if (isFolder) {
        writeFileAtomically(out / "config.json", probe.config);
    }
    writeFileAtomically(probeReport(out, isFolder),
                        toJson(probe, request).dump(2, ' ', false, json::error_handler_t::replace) +
                            "\n");
}

} // namespace palimpsest

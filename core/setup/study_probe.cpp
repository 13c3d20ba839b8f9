// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/study_probe.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/links.h"
#include "core/base/listed_names.h"
#include "core/models/feature_cache.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/probe_file.h"
#include "core/setup/class_match.h"
#include "core/setup/joining.h"
#include "core/setup/preprocessing_source.h"
#include "core/setup/sample_setup.h"
#include "core/study/own_files.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

void number(std::vector<ListedPicture>& pictures, const std::vector<int>& positions,
            const std::vector<std::string>& classes)
{
    std::erase_if(pictures, [&](ListedPicture& picture) {
        picture.label = positions[static_cast<std::size_t>(picture.label)];
        if (picture.label >= 0) {
            picture.className = classes[static_cast<std::size_t>(picture.label)];
        }
        return picture.label < 0;
    });
}

bool hasLineage(const Study& study, const std::string& name)
{
    return std::ranges::find(study.lineages, name, &Lineage::name) != study.lineages.end();
}

const fs::path kWaiting = "new_probes"; // in the study's folder
constexpr const char* kProbeFile = "probe.safetensors";

/// The folder in new_probes that a checkpoint lies in or is; empty where it lies elsewhere.
fs::path waitingFolder(const fs::path& folder, const fs::path& checkpoint)
{
    const fs::path all = fs::absolute(folder / kWaiting).lexically_normal();
    const fs::path inside = fs::absolute(checkpoint).lexically_normal().lexically_relative(all);
    return inside.empty() || *inside.begin() == ".." || *inside.begin() == "."
               ? fs::path()
               : all / *inside.begin();
}

/// Copies the template of a probe into the folder where that waits. Where it cannot be, the probe
/// still says where the template lay.
void keepTemplate(const fs::path& folder, const fs::path& home, const fs::path& program)
{
    if (program.empty()) {
        return;
    }
    try {
        NewFiles made;
        made.take(program, home / kTemplateBeside, Taking::Copy, folder);
        made.keep();
    } catch (const Error&) {
        return; // what was fitted is not lost for it
    }
}

} // namespace

TrainingPictures inClasses(TrainingPictures pictures, const std::vector<std::string>& classes,
                           const LabelNames& told)
{
    ClassMatch match = matchClasses(pictures.classes, classes, told, pictures.labels);
    number(pictures.train, match.positions, classes);
    number(pictures.test, match.positions, classes);
    std::vector<std::string> untrained;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (std::ranges::find(match.positions, static_cast<int>(i)) == match.positions.end()) {
            untrained.push_back(classes[i]);
        }
    }
    if (!untrained.empty()) {
        throw BadInput("No training picture is of " + listedNames(untrained) +
                       ". A probe for the study needs pictures of each of its classes.");
    }
    std::ranges::copy(match.warnings, std::back_inserter(pictures.warnings));
    pictures.classes = classes;
    pictures.labels.clear(); // they are called as the study calls them
    pictures.table = std::move(match.table);
    return pictures;
}

void warnOfOtherPreprocessing(TrainingPictures& pictures, const Backbone& backbone,
                              const Preprocessing& used)
{
    if (std::string other = otherPreprocessing(backbone.name, used, pictures); !other.empty()) {
        pictures.warnings.push_back(std::move(other));
    }
}

ProbeRequest probeRequest(const Study& study, Backbone backbone, const fs::path& training,
                          const fs::path& test, const PictureColumns& columns)
{
    const Architecture network = pictureNetwork(backbone);
    const std::string problem =
        backbone.program.empty() ? sampleSetup(study).otherInputs(study, network) : "";
    if (!problem.empty()) {
        throw BadInput(problem);
    }
    if (!network.questions.empty()) {
        throw BadInput(network.questions.front().text + " Say which.");
    }
    const auto listed = [&](const fs::path& set) {
        return listPictures(set, ClassOrder::ByText, columns);
    };
    const auto tested = test.empty() ? std::nullopt : std::optional(listed(test));
    TrainingPictures pictures =
        inClasses(trainingPictures(listed(training), tested), study.classes, study.labels);
    warnOfOtherPreprocessing(pictures, backbone, study.preprocessing);
    return {.backbone = std::move(backbone),
            .pictures = std::move(pictures),
            .preprocessing = study.preprocessing,
            .plan = {.device = defaultDevice(), .threads = defaultThreads(), .channelsLast = true},
            .cache = featureCacheFolder()};
}

std::string probeLineage(const Study& study)
{
    return hasLineage(study, "pretrained")
               ? firstFree("probe",
                           [&](const std::string& name) { return hasLineage(study, name); })
               : "pretrained";
}

std::string nameProblem(const Study& study, const std::string& lineage)
{
    if (!isSafeName(lineage)) {
        return "A run cannot be called \"" + lineage + "\". Use letters, digits, '-', '_' and " +
               "'.', as the name becomes a folder.";
    }
    if (const std::string other = sameButForCase(study, lineage); !other.empty()) {
        return "The study has a run \"" + other + "\", from which this name differs in the case " +
               "of letters alone. Choose another name.";
    }
    return hasLineage(study, lineage)
               ? "The study has a run \"" + lineage + "\" already. Choose another name."
               : std::string();
}

fs::path keepProbe(const fs::path& folder, const Probe& probe, const ProbeRequest& request,
                   const std::string& lineage)
{
    const fs::path all = folder / kWaiting;
    const fs::path home =
        all / firstFree(safeNameFrom(lineage, "probe"),
                        [&](const std::string& name) { return isTaken(all / name); });
    const bool isFolder = request.backbone.isFolder;
    const fs::path written = isFolder ? home : home / kProbeFile;
    NewFiles made;
    made.add(home);
    makeFolder(home, folder);
    if (isFolder) {
        made.add(written / "model.safetensors");
        made.add(written / "config.json");
    } else {
        made.add(written);
    }
    made.add(probeReport(written, isFolder));
    writeProbe(written, probe, request);
    made.keep();
    keepTemplate(folder, home, request.backbone.program);
    return written;
}

std::vector<fs::path> waitingProbes(const fs::path& folder)
{
    std::vector<fs::path> waiting;
    if (linkBelow(folder, kWaiting)) {
        return waiting;
    }
    std::error_code status;
    for (fs::directory_iterator at(folder / kWaiting, status), end; !status && at != end;
         at.increment(status)) {
        const fs::path file = at->path() / kProbeFile;
        const fs::path probe = isTaken(file) ? file : at->path();
        const bool isOwn = linkedFiles(folder, kWaiting / at->path().filename()).empty();
        if (isOwn && at->is_directory(status) && isProbe(probe)) {
            waiting.push_back(probe);
        }
    }
    std::ranges::sort(waiting);
    return waiting;
}

bool isWaiting(const fs::path& folder, const fs::path& checkpoint)
{
    return !waitingFolder(folder, checkpoint).empty();
}

void endWaiting(const fs::path& folder, const fs::path& probe)
{
    const fs::path home = waitingFolder(folder, probe);
    if (home.empty() || linkBelow(folder, kWaiting)) {
        return;
    }
    std::error_code status;
    fs::remove_all(home, status);
    if (status) {
        throw NotWritable("Cannot delete " + quoted(home) + ": " + status.message() +
                          ". Delete it yourself, or it is offered again.");
    }
    fs::remove(home.parent_path(), status); // unless others wait there
}

Study withLabelsOfProbe(Study study, const fs::path& probe)
{
    if (classNames(probe) == study.classes) {
        LabelTable table = labelsOfProbe(probe);
        std::erase_if(table, [&](const auto& entry) { // of a report that people edited
            return std::ranges::find(study.classes, entry.second) == study.classes.end();
        });
        study.labels = withTold(study, {}, table);
    }
    return study;
}

Study withProbe(const fs::path& folder, const Study& study, const fs::path& waiting,
                const ProbeRequest& request, const std::string& lineage, NewFiles& made,
                std::optional<OutputKind> outputs)
{
    if (const std::string problem = nameProblem(study, lineage); !problem.empty()) {
        throw BadInput(problem);
    }
    // Of its network, the report beside it tells what was told.
    JoiningChoices choices{.modelTemplate = request.backbone.program, .outputs = outputs};
    if (request.backbone.programs) {
        choices.trust = request.backbone.programs->trust();
    }
    std::vector<CheckpointRow> rows = {{.path = waiting,
                                        .lineage = lineage,
                                        .role = Role::Pretrained,
                                        .epoch = 0,
                                        .source = EpochSource::User,
                                        .look = checkpointLook(waiting),
                                        .network = {},
                                        .outputs = {},
                                        .problem = {}}};
    RowCheck(folder).check(rows, study, choices);
    if (rows.front().open == RowQuestion::Outputs) {
        throw UndecidedOutputs(lineage + "/0", rows.front().outputs, choices.outputs);
    }
    if (!rows.front().problem.empty()) {
        throw BadInput(rows.front().problem);
    }
    return withCheckpoints(folder, study, rows, choices, made);
}

} // namespace palimpsest

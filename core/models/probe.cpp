// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/probe.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/models/feature_cache.h"
#include "core/models/modules/network_reading.h"
#include "core/models/networks/key_match.h"
#include "core/models/probe_trial.h"
#include "core/models/readers/torch_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <utility>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

/// What features depend on besides tensors and config.json: what a person has told.
std::string factsText(const Architecture& architecture)
{
    return describe(toldOf(architecture.facts));
}

/// The same of a program: what it is.
std::string programText(const Backbone& backbone)
{
    return backbone.program.empty() ? std::string() : sha256OfFile(backbone.program);
}

LabelledFeatures featuresOf(const ProbeRequest& request, const Architecture& architecture,
                            const std::vector<ListedPicture>& pictures, const Progress& progress,
                            std::vector<std::string>& warnings)
{
    LabelledFeatures result;
    std::ranges::transform(pictures, std::back_inserter(result.labels), &ListedPicture::label);
    const Backbone& backbone = request.backbone;
    const bool isCached = !request.cache.empty();
    const std::string key =
        isCached ? featureKey(backbone.tensors,
                              backbone.config + factsText(architecture) + programText(backbone),
                              pictures, request.preprocessing)
                 : std::string();
    if (auto kept = isCached ? cachedFeatures(request.cache, key, pictures.size(),
                                              static_cast<std::size_t>(architecture.head.features))
                             : std::nullopt) {
        result.features = std::move(*kept);
        return result;
    }
    result.features =
        pictureFeatures(backbone, pictures, request.preprocessing, request.plan, progress);
    if (isCached) {
        try {
            cacheFeatures(request.cache, key, result.features);
        } catch (const NotWritable& error) {
            warnings.push_back(std::string("Features are not kept for the next run: ") +
                               error.what());
        }
    }
    return result;
}

std::vector<std::size_t> countsOf(const std::vector<ListedPicture>& pictures, std::size_t classes)
{
    std::vector<std::size_t> counts(classes);
    for (const ListedPicture& picture : pictures) {
        ++counts[static_cast<std::size_t>(picture.label)];
    }
    return counts;
}

NamedTensor tensorOf(const std::vector<double>& values, std::vector<std::int64_t> shape)
{
    return {.shape = std::move(shape), .values = {values.begin(), values.end()}};
}

Matrix<double> transposed(const Matrix<double>& matrix)
{
    Matrix<double> turned(matrix.columns, matrix.rows);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        for (std::size_t k = 0; k < matrix.columns; ++k) {
            turned.row(k)[i] = matrix.row(i)[k];
        }
    }
    return turned;
}

void putHead(TensorMap& tensors, const ClassifierHead& head, const LinearClassifier& classifier)
{
    const Matrix<double> weights =
        head.isTurned ? transposed(classifier.weights) : classifier.weights;
    tensors[head.weight] = tensorOf(weights.data, {static_cast<std::int64_t>(weights.rows),
                                                   static_cast<std::int64_t>(weights.columns)});
    std::vector<std::int64_t> shape = tensors[head.bias].shape; // [1, classes] as well
    shape.resize(std::max<std::size_t>(shape.size(), 1));
    shape.back() = static_cast<std::int64_t>(classifier.biases.size());
    tensors[head.bias] = tensorOf(classifier.biases, std::move(shape));
}

/// What the study of such a network makes probabilities with.
Link linkOf(const Architecture& architecture)
{
    const bool isOfLabels =
        architecture.head.isOfLabels || architecture.meaning == LogitMeaning::Labels;
    return isOfLabels ? Link::Sigmoid : Link::Softmax;
}

/// Hugging Face counts the classes of a model by their names.
std::string withClasses(const std::string& config, const std::vector<std::string>& classes)
{
    json settings = json::parse(config);
    for (const char* ofBackbone : {"num_labels", "num_classes", "label_names", "architectures"}) {
        settings.erase(ofBackbone);
    }
    if (settings.contains("problem_type") && settings["problem_type"] == "regression") {
        settings.erase("problem_type");
    }
    settings["id2label"] = json::object();
    settings["label2id"] = json::object();
    for (std::size_t i = 0; i < classes.size(); ++i) {
        settings["id2label"][std::to_string(i)] = classes[i];
        settings["label2id"][classes[i]] = i;
    }
    return settings.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace

Backbone readBackbone(const std::filesystem::path& model)
{
    CheckpointFile file = readNetwork(model);
    return {.tensors = std::move(file.tensors),
            .config = std::move(file.config),
            .told = std::move(file.told),
            .name = model.string(),
            .isFolder = file.container == Container::HuggingFace};
}

Backbone readBackbone(const std::filesystem::path& model, const std::filesystem::path& program,
                      const std::shared_ptr<ProgramHost>& programs)
{
    Backbone backbone{.tensors = readProgramTensors(program).tensors,
                      .name = model.string(),
                      .program = program,
                      .programs = programs};
    if (model != program) {
        TensorShapes shapes;
        for (const auto& [name, tensor] : backbone.tensors) {
            shapes.emplace(name, tensor.shape);
        }
        backbone.tensors = asNamed(shapes, readCheckpoint(model).tensors);
        const KeyMatch match = matchKeys(shapes, backbone.tensors);
        if (!hasOtherClasses(match)) { // a head for other classes is replaced anyway
            requireMatch(match, model, "its template");
        }
    }
    return backbone;
}

Architecture pictureNetwork(const Backbone& backbone)
{
    if (!backbone.program.empty()) {
        return {.name = "the network of " + quoted(backbone.program),
                .keys = "its program",
                .input = InputKind::Image};
    }
    const auto architecture = recognise(backbone.tensors, backbone.config, backbone.told);
    if (!architecture) {
        throw BadFile("The tensors of \"" + backbone.name + "\" " + unknownTo(backbone.config) +
                      ", so it is not known what its head stands on. Export it as TorchScript "
                      "(torch.jit.trace) and " +
                      "give that file as its template.");
    }
    if (architecture->input != InputKind::Image) {
        throw BadInput("\"" + backbone.name + "\" is a " + architecture->name + ", which takes " +
                       "sentences. Choose a network of pictures.");
    }
    return *architecture;
}

std::size_t pictureCount(const std::vector<std::size_t>& byClass)
{
    return std::accumulate(byClass.begin(), byClass.end(), std::size_t{0});
}

Probe makeProbe(const ProbeRequest& request, const ProbeProgress& progress)
{
    Probe probe{.architecture = pictureNetwork(request.backbone)};
    probe.architecture.head = featureLayer(request.backbone, request.plan);
    probe.classes = request.pictures.classes;
    probe.warnings = request.pictures.warnings;
    const auto& [train, test] = std::tie(request.pictures.train, request.pictures.test);
    const std::size_t total = train.size() + test.size();
    const auto features = [&](const std::vector<ListedPicture>& pictures, std::size_t before) {
        return featuresOf(
            request, probe.architecture, pictures,
            [&](std::size_t done, std::size_t) {
                return !progress.features || progress.features(before + done, total);
            },
            probe.warnings);
    };
    const LabelledFeatures trained = features(train, 0);
    const LabelledFeatures tested =
        test.empty() ? LabelledFeatures() : features(test, train.size());
    ProbeOptions options = request.options;
    options.link = probe.link = linkOf(probe.architecture);
    probe.fit = fitProbe(trained, tested, probe.classes, options, progress.fit);
    std::ranges::copy(probe.fit.warnings, std::back_inserter(probe.warnings));
    probe.trainCounts = countsOf(train, probe.classes.size());
    probe.testCounts = countsOf(test, probe.classes.size());

    probe.tensors = request.backbone.tensors;
    putHead(probe.tensors, probe.architecture.head, probe.fit.classifier);
    if (request.backbone.isFolder) {
        probe.config = withClasses(request.backbone.config, probe.classes);
    }
    if (!request.backbone.program.empty()) {
        probe.architecture.classes = static_cast<std::int64_t>(probe.classes.size());
    } else {
        const std::string& config =
            request.backbone.isFolder ? probe.config : request.backbone.config;
        probe.architecture = recognise(probe.tensors, config, request.backbone.told).value();
    }
    if (probe.link == Link::Sigmoid) {
        probe.architecture.notes.emplace_back(
            "Its labels are independent, so the probe is fitted for each class by itself, against "
            "all others.");
    }
    requireFittedAnswers(probe, request, trained.features);
    return probe;
}

} // namespace palimpsest

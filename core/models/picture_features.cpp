// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/picture_features.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/models/modules/build.h"
#include "core/models/modules/local_network.h"
#include "core/models/modules/torch_errors.h"
#include "core/models/modules/torch_loading.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/open_network.h"

#include <torch/script.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

ImageTensor opened(const ListedPicture& picture, const Preprocessing& preprocessing)
{
    const int channels = preprocessing.channels();
    const std::string name = quoted(picture.path);
    return preprocess(picture.image.pixels.empty() ? readImage(picture.path, channels)
                                                   : withChannels(picture.image, channels),
                      preprocessing, name);
}

/// Writes pictures as a batch [pictures, channels, height, width]; they are read on all cores.
void put(std::span<const ListedPicture> pictures, const Preprocessing& preprocessing,
         Network& network)
{
    const BatchShape shape{.sizes = {static_cast<std::int64_t>(pictures.size()),
                                     preprocessing.channels(), preprocessing.height,
                                     preprocessing.width}};
    auto* numbers = static_cast<float*>(network.memory(0, shape));
    const std::size_t size = shape.bytes() / sizeof(float) / pictures.size();
    parallelFor(pictures.size(), [&](std::size_t i) {
        std::ranges::copy(opened(pictures[i], preprocessing).values, numbers + i * size);
    });
}

/// What a network gives for each picture.
Matrix<float> outputs(Network& network, const std::vector<ListedPicture>& pictures,
                      const Preprocessing& preprocessing, const ExecutionPlan& plan,
                      const Progress& progress)
{
    Matrix<float> result;
    const auto batchSize = static_cast<std::size_t>(plan.batchSize);
    for (std::size_t begin = 0; begin < pictures.size(); begin += batchSize) {
        if (progress && !progress(begin, pictures.size())) {
            throw Cancelled();
        }
        const auto batch =
            std::span(pictures).subspan(begin, std::min(batchSize, pictures.size() - begin));
        put(batch, preprocessing, network);
        network.start(0);
        const BatchAnswer answer = network.finish(0);
        const auto* values = static_cast<const float*>(answer.numbers);
        result.data.insert(result.data.end(), values, values + answer.rows * answer.columns);
        result.rows += answer.rows;
        result.columns = answer.columns;
    }
    return result;
}

/// What the network that `open` gives for a plan answers; where it does not run with the channels
/// of a pixel together, as one that reshapes by `view` does not, it is opened the other way.
template<typename Open>
Matrix<float> outputsOf(const Open& open, const std::vector<ListedPicture>& pictures,
                        const Preprocessing& preprocessing, ExecutionPlan plan,
                        const Progress& progress)
{
    std::size_t done = 0;
    const auto counted = [&](std::size_t count, std::size_t total) {
        done = count;
        return !progress || progress(count, total);
    };
    try {
        return outputs(*open(plan), pictures, preprocessing, plan, counted);
    } catch (const DeviceError&) {
        if (!plan.channelsLast || done > 0) {
            throw;
        }
    }
    plan.channelsLast = false;
    return outputs(*open(plan), pictures, preprocessing, plan, progress);
}

/// The program of a backbone with its weights, cut before its last linear layer.
std::unique_ptr<Network> openFeatures(const Backbone& backbone, const ExecutionPlan& plan)
{
    const bool isItself = backbone.program == backbone.name;
    return openNetwork({.modelTemplate = isItself ? fs::path() : backbone.program,
                        .weights = backbone.name,
                        .output = Output::Features},
                       plan, Numbers::Float32, backbone.programs);
}

} // namespace

ClassifierHead featureLayer(const Backbone& backbone, const ExecutionPlan& plan)
{
    if (!backbone.program.empty()) {
        return openFeatures(backbone, plan)->head();
    }
    return recognise(backbone.tensors, backbone.config, backbone.told).value().head;
}

Matrix<float> pictureFeatures(const Backbone& backbone, const std::vector<ListedPicture>& pictures,
                              const Preprocessing& preprocessing, const ExecutionPlan& plan,
                              const Progress& progress)
{
    requireDevice(plan.device);
    prepareTorch(plan.threads);
    const auto open = [&](const ExecutionPlan& wanted) -> std::unique_ptr<Network> {
        if (!backbone.program.empty()) {
            return openFeatures(backbone, wanted);
        }
        torch::jit::Module built = buildModule(backbone.tensors, backbone.config, backbone.name,
                                               Output::Features, backbone.told);
        return translated("preparing " + quoted(fs::path(backbone.name)),
                          [&] { return localNetwork(std::move(built), wanted, Numbers::Float32); });
    };
    return outputsOf(open, pictures, preprocessing, plan, progress);
}

Matrix<float> pictureLogits(const NetworkFiles& model, const std::vector<ListedPicture>& pictures,
                            const Preprocessing& preprocessing, const ExecutionPlan& plan,
                            const std::shared_ptr<ProgramHost>& programs, const Progress& progress)
{
    const auto open = [&](const ExecutionPlan& wanted) {
        return openNetwork(model, wanted, Numbers::Float32, programs);
    };
    return outputsOf(open, pictures, preprocessing, plan, progress);
}

} // namespace palimpsest

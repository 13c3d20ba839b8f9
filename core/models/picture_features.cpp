// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/picture_features.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/models/architectures/build.h"
#include "core/models/local_network.h"
#include "core/models/torch_loading.h"
#include "core/models/torch_runtime.h"

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

} // namespace

Matrix<float> pictureFeatures(const Backbone& backbone, const std::vector<ListedPicture>& pictures,
                              const Preprocessing& preprocessing, const ExecutionPlan& plan,
                              const Progress& progress)
{
    requireDevice(plan.device);
    prepareTorch(plan.threads);
    torch::jit::Module built =
        buildModule(backbone.tensors, backbone.config, backbone.name, Output::Features);
    const auto network = translated("preparing " + quoted(fs::path(backbone.name)), [&] {
        return localNetwork(std::move(built), plan, Numbers::Float32);
    });
    return outputs(*network, pictures, preprocessing, plan, progress);
}

Matrix<float> pictureLogits(const fs::path& modelTemplate, const fs::path& weights,
                            const std::vector<ListedPicture>& pictures,
                            const Preprocessing& preprocessing, const ExecutionPlan& plan,
                            const std::shared_ptr<ProgramHost>& programs, const Progress& progress)
{
    const auto network = openNetwork({modelTemplate, weights}, plan, Numbers::Float32, programs);
    return outputs(*network, pictures, preprocessing, plan, progress);
}

} // namespace palimpsest

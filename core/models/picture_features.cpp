// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/picture_features.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/models/architectures/build.h"
#include "core/models/torch_loading.h"
#include "core/models/torch_runtime.h"

#include <torch/script.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

namespace palimpsest {

namespace {

ImageTensor opened(const ListedPicture& picture, const Preprocessing& preprocessing)
{
    const int channels = preprocessing.channels();
    const std::string name = quoted(picture.path);
    return preprocess(picture.image.pixels.empty() ? readImage(picture.path, channels)
                                                   : withChannels(picture.image, channels),
                      preprocessing, name);
}

/// Pictures as a batch [pictures, channels, height, width]; they are read on all cores.
torch::Tensor batchOf(std::span<const ListedPicture> pictures, const Preprocessing& preprocessing)
{
    const torch::Tensor batch =
        torch::empty({static_cast<std::int64_t>(pictures.size()), preprocessing.channels(),
                      preprocessing.height, preprocessing.width},
                     torch::kFloat32);
    auto* numbers = batch.data_ptr<float>();
    const std::size_t size = static_cast<std::size_t>(batch.numel()) / pictures.size();
    parallelFor(pictures.size(), [&](std::size_t i) {
        std::ranges::copy(opened(pictures[i], preprocessing).values, numbers + i * size);
    });
    return batch;
}

/// Features [pictures, features] of a batch.
torch::Tensor forward(torch::jit::Module& module, torch::Tensor batch, const ExecutionPlan& plan)
{
    batch = batch.to(torch::Device(plan.device));
    const torch::Tensor features =
        module
            .forward({plan.channelsLast ? batch.contiguous(at::MemoryFormat::ChannelsLast) : batch})
            .toTensor();
    return features.to(torch::kCPU, torch::kFloat32).contiguous();
}

/// What a network that was just built gives for each picture.
Matrix<float> outputs(torch::jit::Module built, const std::vector<ListedPicture>& pictures,
                      const Preprocessing& preprocessing, const ExecutionPlan& plan,
                      const Progress& progress)
{
    torch::jit::Module module = prepared(std::move(built), plan);
    const c10::InferenceMode inference;
    Matrix<float> result;
    const auto batchSize = static_cast<std::size_t>(plan.batchSize);
    for (std::size_t begin = 0; begin < pictures.size(); begin += batchSize) {
        if (progress && !progress(begin, pictures.size())) {
            throw Cancelled();
        }
        const auto batch =
            std::span(pictures).subspan(begin, std::min(batchSize, pictures.size() - begin));
        const torch::Tensor rows = forward(module, batchOf(batch, preprocessing), plan);
        if (rows.dim() != 2 || rows.size(0) != static_cast<std::int64_t>(batch.size())) {
            throw BadInput("The model's output is no table of one row per picture. Only "
                           "classifiers can be explained.");
        }
        const float* values = rows.data_ptr<float>();
        result.data.insert(result.data.end(), values, values + rows.numel());
        result.rows += batch.size();
        result.columns = static_cast<std::size_t>(rows.size(1));
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
    return translated("computing features of pictures", [&] {
        return outputs(std::move(built), pictures, preprocessing, plan, progress);
    });
}

Matrix<float> pictureLogits(const std::filesystem::path& modelTemplate,
                            const std::filesystem::path& weights,
                            const std::vector<ListedPicture>& pictures,
                            const Preprocessing& preprocessing, const ExecutionPlan& plan,
                            const Progress& progress)
{
    requireDevice(plan.device);
    prepareTorch(plan.threads);
    torch::jit::Module built = loadModule(modelTemplate, weights);
    return translated("running the model on pictures", [&] {
        return outputs(std::move(built), pictures, preprocessing, plan, progress);
    });
}

} // namespace palimpsest

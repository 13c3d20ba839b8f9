// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"
#include "core/models/modules/build.h"
#include "core/models/networks/tensor_map.h"

#include <gtest/gtest.h>
#include <torch/script.h>
#include <torch/torch.h>

namespace palimpsest {

/// A copy of `tensor`.
inline NamedTensor named(const torch::Tensor& tensor)
{
    const torch::Tensor flat = tensor.detach().to(torch::kFloat32).contiguous();
    const float* begin = flat.data_ptr<float>();
    return {tensor.sizes().vec(), {begin, begin + flat.numel()}};
}

/// Gives weights and statistics values that tell them apart and let activations through; turns
/// dropout off.
inline void unsettle(torch::nn::Module& network)
{
    const torch::NoGradGuard noGradients;
    for (auto& buffer : network.named_buffers()) {
        if (buffer.key().ends_with("running_mean")) {
            buffer.value().normal_(0.0, 0.2);
        } else if (buffer.key().ends_with("running_var")) {
            buffer.value().uniform_(0.5, 1.5);
        }
    }
    for (auto& parameter : network.named_parameters()) {
        if (parameter.value().dim() == 1) {
            parameter.value().add_(torch::randn_like(parameter.value()), 0.2);
        } else {
            parameter.value().mul_(2.0);
        }
    }
    network.eval();
}

/// A layer of square kernels.
inline torch::nn::Conv2d convolution(int in, int out, int kernel, int stride = 1, int padding = 0,
                                     bool hasBias = true)
{
    return torch::nn::Conv2d(
        torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(padding).bias(hasBias));
}

/// What a state dict of `network` holds.
inline TensorMap tensorsOf(const torch::nn::Module& network)
{
    TensorMap tensors;
    for (const auto& parameter : network.named_parameters()) {
        tensors.emplace(parameter.key(), named(parameter.value()));
    }
    for (const auto& buffer : network.named_buffers()) {
        if (buffer.value().is_floating_point()) {
            tensors.emplace(buffer.key(), named(buffer.value()));
        }
    }
    return tensors;
}

/// Output of the network built of `tensors`.
inline torch::Tensor outputOf(const TensorMap& tensors,
                              const std::vector<torch::jit::IValue>& input,
                              const std::string& config = {}, Output output = Output::Logits)
{
    const torch::NoGradGuard noGradients;
    return buildModule(tensors, config, "net.safetensors", output).forward(input).toTensor();
}

/// Expects equal outputs of a batch to whose members the network responds differently.
inline void expectClose(const torch::Tensor& actual, const torch::Tensor& expected)
{
    ASSERT_EQ(actual.sizes(), expected.sizes());
    const double range = (expected.max() - expected.min()).item<double>();
    EXPECT_GT((expected[0] - expected[1]).abs().max().item<double>(), 0.01 * range);
    EXPECT_LE((actual.to(expected.dtype()) - expected).abs().max().item<double>(), 1e-5 * range);
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// `tensors` with each text replaced by its partner in all names.
inline TensorMap renamed(const TensorMap& tensors,
                         const std::vector<std::pair<std::string, std::string>>& partners)
{
    TensorMap result;
    for (const auto& [name, tensor] : tensors) {
        std::string key = name;
        for (const auto& [from, to] : partners) {
            key = replaced(key, from, to);
        }
        result[key] = tensor;
    }
    return result;
}

/// Cuts joint projections, whose names hold `joint`, into those of query, key and value.
inline void separate(TensorMap& tensors, const std::string& joint,
                     const std::vector<std::string>& names)
{
    const TensorMap all = tensors;
    for (const auto& [name, tensor] : all) {
        if (name.find(joint) == std::string::npos) {
            continue;
        }
        tensors.erase(name);
        const std::size_t third = tensor.values.size() / 3;
        for (std::size_t i = 0; i < 3; ++i) {
            NamedTensor part{.shape = tensor.shape};
            part.shape[0] /= 3;
            const float* begin = tensor.values.data() + i * third;
            part.values.assign(begin, begin + third);
            tensors[replaced(name, joint, names[i])] = part;
        }
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"
#include "core/models/architectures/build.h"
#include "core/models/tensor_map.h"

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

} // namespace palimpsest

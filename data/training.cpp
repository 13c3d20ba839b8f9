// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "training.h"

#include "garment_net.h"

#include <torch/nn/functional/loss.h>
#include <torch/optim/adam.h>
#include <torch/optim/lbfgs.h>

#include <cmath>
#include <numbers>

namespace palimpsest {

namespace {

constexpr std::int64_t kEvaluationBatch = 500;

std::vector<torch::Tensor> trainableParameters(const torch::jit::Module& net)
{
    std::vector<torch::Tensor> parameters;
    for (torch::Tensor parameter : net.parameters()) {
        parameters.push_back(parameter.requires_grad_(true));
    }
    return parameters;
}

/// Concatenated `method` of all pictures, in evaluation mode and without gradients.
torch::Tensor evaluate(torch::jit::Module& net, const std::string& method,
                       const torch::Tensor& images)
{
    const torch::NoGradGuard noGradients;
    net.eval();
    std::vector<torch::Tensor> outputs;
    for (const torch::Tensor& batch : images.split(kEvaluationBatch)) {
        outputs.push_back(net.get_method(method)({batch}).toTensor());
    }
    return torch::cat(outputs);
}

double cosineRate(const TrainingSettings& settings, int epochsDone)
{
    return settings.learningRate * 0.5 *
           (1.0 + std::cos(std::numbers::pi * epochsDone / settings.epochs));
}

} // namespace

struct Trainer::State
{
    torch::jit::Module net;
    torch::optim::Adam optimizer;
    TrainingSettings settings;
    int epochsDone = 0;
};

Trainer::Trainer(torch::jit::Module net, const TrainingSettings& settings)
    : m_state(new State{
          net,
          torch::optim::Adam(
              trainableParameters(net),
              torch::optim::AdamOptions(settings.learningRate).weight_decay(settings.weightDecay)),
          settings})
{
}

Trainer::~Trainer() = default;

double Trainer::trainEpoch(const LabelledImages& data)
{
    m_state->net.train();
    static_cast<torch::optim::AdamOptions&>(m_state->optimizer.param_groups().front().options())
        .lr(cosineRate(m_state->settings, m_state->epochsDone++));
    const torch::Tensor order = torch::randperm(data.labels.size(0), torch::kInt64);
    double total = 0.0;
    for (const torch::Tensor& batch : order.split(m_state->settings.batchSize)) {
        m_state->optimizer.zero_grad();
        const torch::Tensor logits =
            m_state->net.forward({data.images.index_select(0, batch)}).toTensor();
        torch::Tensor loss =
            torch::nn::functional::cross_entropy(logits, data.labels.index_select(0, batch));
        loss.backward();
        m_state->optimizer.step();
        total += loss.item<double>() * static_cast<double>(batch.size(0));
    }
    return total / static_cast<double>(data.labels.size(0));
}

void fitLinearProbe(torch::jit::Module& net, const LabelledImages& data, double l2)
{
    const torch::Tensor features = evaluate(net, "features", data.images);
    const torch::jit::Module head = net.attr("fc").toModule();
    torch::Tensor weight = head.attr("weight").toTensor().requires_grad_(true);
    torch::Tensor bias = head.attr("bias").toTensor().requires_grad_(true);
    torch::optim::LBFGS optimizer(
        {weight, bias},
        torch::optim::LBFGSOptions().max_iter(1000).tolerance_grad(1e-7).line_search_fn(
            "strong_wolfe"));
    optimizer.step([&] {
        optimizer.zero_grad();
        torch::Tensor loss = torch::nn::functional::cross_entropy(
                                 torch::linear(features, weight, bias), data.labels) +
                             0.5 * l2 * weight.square().sum();
        loss.backward();
        return loss;
    });
}

TensorMap stateOf(const torch::jit::Module& net)
{
    TensorMap state;
    const auto add = [&](const std::string& name, const torch::Tensor& tensor) {
        const torch::Tensor values = tensor.detach().contiguous();
        state[name] = {
            .shape = values.sizes().vec(),
            .values = {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()}};
    };
    for (const auto& parameter : net.named_parameters()) {
        add(parameter.name, parameter.value);
    }
    for (const auto& buffer : net.named_buffers()) {
        add(buffer.name, buffer.value);
    }
    return state;
}

torch::Tensor predict(torch::jit::Module& net, const torch::Tensor& images)
{
    return evaluate(net, "forward", images).argmax(1);
}

double accuracy(torch::jit::Module& net, const LabelledImages& data)
{
    return predict(net, data.images).eq(data.labels).to(torch::kFloat64).mean().item<double>();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/tensor_map.h"

#include <torch/script.h>

#include <span>
#include <vector>

namespace palimpsest {

/// Pictures [B, 1, 28, 28], normalised, and their classes [B] (int64).
struct LabelledImages
{
    torch::Tensor images;
    torch::Tensor labels;
};

struct TrainingSettings
{
    double learningRate = 1e-3; ///< of Adam
    double weightDecay = 0.0;
    int batchSize = 32;
    int epochs = 1; ///< over which the rate falls along half a cosine, towards 0
};

/// One run of gradient descent on the cross-entropy; epochs are taken one at a time so that a
/// checkpoint can be saved between them.
class Trainer
{
public:
    /// All parameters of `net` are trained. Batches are drawn from Torch's global generator.
    Trainer(torch::jit::Module net, const TrainingSettings& settings);
    ~Trainer();

    /// One pass over `data` in random order, at the rate of the next epoch; returns the mean loss.
    double trainEpoch(const LabelledImages& data);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Fits the head of `net` on its frozen features by L-BFGS: cross-entropy with `l2`·‖W‖² / 2 per
/// picture. The linear probe of X. Cheng et al., arXiv 2409.08712.
void fitLinearProbe(torch::jit::Module& net, const LabelledImages& data, double l2);

/// All parameters and buffers of `net`, by their names in it.
TensorMap stateOf(const torch::jit::Module& net);

/// Predicted class of every picture, in evaluation mode.
torch::Tensor predict(torch::jit::Module& net, const torch::Tensor& images);

/// Share of `data` that is classified correctly.
double accuracy(torch::jit::Module& net, const LabelledImages& data);

} // namespace palimpsest

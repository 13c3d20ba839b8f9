// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "garment_net.h"

#include <torch/nn/init.h>

#include <string>

namespace palimpsest {

namespace {

/// Collects submodules with their tensors and, line by line, the source of features().
class Builder
{
public:
    Builder() : m_net(container("garment_net")) {}

    /// y = bn(conv(x)): registers `name`.conv and `name`.bn and writes the line.
    void convNorm(const std::string& name, const std::string& y, const std::string& x, int in,
                  int out, int kernel, int stride)
    {
        torch::jit::Module conv = container(name + "_conv");
        torch::Tensor weight = torch::empty({out, in, kernel, kernel});
        torch::nn::init::kaiming_normal_(weight, 0, torch::kFanOut, torch::kReLU);
        conv.register_parameter("weight", weight, false);

        torch::jit::Module norm = container(name + "_bn");
        norm.register_parameter("weight", torch::ones({out}), false);
        norm.register_parameter("bias", torch::zeros({out}), false);
        norm.register_buffer("running_mean", torch::zeros({out}));
        norm.register_buffer("running_var", torch::ones({out}));

        torch::jit::Module unit = container(name);
        unit.register_module("conv", conv);
        unit.register_module("bn", norm);
        m_net.register_module(name, unit);

        const std::string stride2 =
            "[" + std::to_string(stride) + "," + std::to_string(stride) + "]";
        const std::string pad = kernel == 3 ? "[1,1]" : "[0,0]";
        const std::string bn = "self." + name + ".bn.";
        line(y + " = torch.conv2d(" + x + ", self." + name + ".conv.weight, None, " + stride2 +
             ", " + pad + ")");
        line(y + " = torch.batch_norm(" + y + ", " + bn + "weight, " + bn + "bias, " + bn +
             "running_mean, " + bn + "running_var, self.training, 0.1, 1e-5, False)");
    }

    void residualStage(const std::string& name, int in, int out, int stride)
    {
        convNorm(name + "_a", "y", "x", in, out, 3, stride);
        line("y = torch.relu(y)");
        convNorm(name + "_b", "y", "y", out, out, 3, 1);
        if (in != out) {
            convNorm(name + "_skip", "x", "x", in, out, 1, stride);
        }
        line("x = torch.relu(x + y)");
    }

    void line(const std::string& code) { m_features += "    " + code + "\n"; }

    torch::jit::Module finish()
    {
        m_net.register_module("fc", container("fc"));
        m_net.define("def features(self, x):\n" + m_features +
                     "    return torch.mean(x, [2, 3])\n");
        return m_net;
    }

    static torch::jit::Module container(const std::string& name)
    {
        torch::jit::Module module(name);
        module.register_attribute("training", c10::BoolType::get(), true);
        return module;
    }

private:
    torch::jit::Module m_net;
    std::string m_features;
};

} // namespace

void resetHead(torch::jit::Module& net, int classes)
{
    const double bound = 1.0 / std::sqrt(static_cast<double>(kGarmentFeatures));
    torch::jit::Module head = net.attr("fc").toModule();
    const torch::Tensor weight = torch::empty({classes, kGarmentFeatures}).uniform_(-bound, bound);
    const torch::Tensor bias = torch::empty({classes}).uniform_(-bound, bound);
    if (head.hasattr("weight")) {
        head.setattr("weight", weight);
        head.setattr("bias", bias);
    } else {
        head.register_parameter("weight", weight, false);
        head.register_parameter("bias", bias, false);
    }
}

torch::jit::Module makeGarmentNet(int classes)
{
    const torch::NoGradGuard noGradients;
    Builder builder;
    builder.convNorm("stem", "x", "x", 1, 16, 3, 1);
    builder.line("x = torch.relu(x)");
    builder.residualStage("stage1", 16, 16, 1);
    builder.residualStage("stage2", 16, 32, 2);
    builder.residualStage("stage3", 32, 64, 2);
    torch::jit::Module net = builder.finish();
    resetHead(net, classes);
    net.define("def forward(self, x):\n"
               "    return torch.linear(self.features(x), self.fc.weight, self.fc.bias)\n");
    return net;
}

} // namespace palimpsest

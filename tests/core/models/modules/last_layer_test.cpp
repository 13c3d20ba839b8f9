// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/modules/last_layer.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>
#include <torch/script.h>
#include <torch/torch.h>

namespace palimpsest {
namespace {

/// A program with two linear layers, "hidden" and "head", and a convolution; `body` computes.
torch::jit::Module program(const std::string& body)
{
    torch::manual_seed(4);
    torch::jit::Module module("net");
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
        module.register_parameter(name + "_weight", torch::randn(shape), false);
        module.register_parameter(name + "_bias", torch::randn({shape[0]}), false);
    };
    module.register_parameter("turned", torch::randn({6, 6}), false);
    module.register_parameter("turned_bias", torch::randn({6}), false);
    add("hidden", {6, 12});
    add("head", {4, 6});
    add("map", {4, 3, 1, 1});
    module.define("def forward(self, x):\n" + body);
    module.eval();
    return module;
}

constexpr const char* kHidden =
    "    h = torch.relu(torch.linear(x.flatten(1), self.hidden_weight, self.hidden_bias))\n";
constexpr const char* kHead = "    y = torch.linear(h, self.head_weight, self.head_bias)\n";

class LastLayer : public testing::Test
{
protected:
    /// What enters the last layer of a program, as the program cut there gives it.
    torch::Tensor cut(const std::string& body, const ClassifierHead& expected)
    {
        const torch::jit::Module module = program(body);
        torch::jit::Module frozen = torch::jit::freeze(module);
        EXPECT_EQ(cutToFeatures(frozen, module), expected);
        EXPECT_EQ(lastLinearLayer(module), expected);
        return frozen.forward({m_x}).toTensor();
    }

    static void expectRefusal(const std::string& body, const std::string& why)
    {
        const torch::jit::Module module = program(body);
        expectError<BadInput>([&] { lastLinearLayer(module); }, why);
    }

    const torch::NoGradGuard m_noGradients;
    torch::Tensor m_x = torch::randn({5, 3, 2, 2});
    ClassifierHead m_head{"head_weight", "head_bias", 6};
};

TEST_F(LastLayer, IsFoundThroughWhatFollowsIt)
{
    torch::jit::Module hidden = program(kHidden + std::string("    return h\n"));
    const torch::Tensor expected = hidden.forward({m_x}).toTensor();
    for (const char* end :
         {"    return y\n", "    return torch.softmax(y, 1)\n",
          "    return torch.log_softmax(y, -1)\n", "    return y.view(x.size(0), -1)\n",
          "    return torch.dropout(y, 0.5, False)\n", "    return y.contiguous().double()\n",
          "    return y.unsqueeze(2).squeeze(2).flatten(1)\n"}) {
        EXPECT_TRUE(cut(std::string(kHidden) + kHead + end, m_head).equal(expected)) << end;
    }
}

TEST_F(LastLayer, OfIndependentLabelsHasASigmoidBehindIt)
{
    m_head.isOfLabels = true;
    cut(std::string(kHidden) + kHead + "    return torch.sigmoid(y)\n", m_head);
    m_head.isOfLabels = false;
    cut("    h = torch.sigmoid(torch.linear(x.flatten(1), self.hidden_weight, "
        "self.hidden_bias))\n" +
            std::string(kHead) + "    return y\n",
        m_head);
}

TEST_F(LastLayer, MayBeWrittenAsAProduct)
{
    torch::jit::Module hidden = program(kHidden + std::string("    return h\n"));
    const torch::Tensor expected = hidden.forward({m_x}).toTensor();
    for (const char* end :
         {"    return torch.addmm(self.head_bias, h, self.head_weight.t())\n",
          "    return torch.matmul(h, self.head_weight.t()) + self.head_bias\n"}) {
        EXPECT_TRUE(cut(kHidden + std::string(end), m_head).equal(expected)) << end;
    }
}

TEST_F(LastLayer, MayHoldItsWeightTheOtherWayRound)
{
    const ClassifierHead turned{"turned", "turned_bias", 6, false, true};
    const ClassifierHead straight{"turned", "turned_bias", 6};
    for (const char* end : {"    return torch.addmm(self.turned_bias, h, self.turned)\n",
                            "    return torch.matmul(h, self.turned) + self.turned_bias\n",
                            "    return torch.linear(h, self.turned.t(), self.turned_bias)\n"}) {
        cut(kHidden + std::string(end), turned);
    }
    for (const char* end : {"    return torch.addmm(self.turned_bias, h, self.turned.t())\n",
                            "    return torch.linear(h, self.turned, self.turned_bias)\n"}) {
        cut(kHidden + std::string(end), straight);
    }
}

TEST_F(LastLayer, OfAHeadOfTwoLayersIsTheSecond)
{
    const torch::Tensor features = cut(std::string(kHidden) + kHead + "    return y\n", m_head);
    EXPECT_EQ(features.sizes(), (std::vector<std::int64_t>{5, 6}));
    EXPECT_GE(features.min().item<float>(), 0.0F) << "behind the activation";
}

TEST_F(LastLayer, WhatMakesOtherNumbersOfItsLogitsIsRefusedByItsName)
{
    const std::vector<std::pair<std::string, std::string>> ends = {
        {"return -y", "neg"},
        {"return 16.0 * y", "mul"},
        {"return torch.relu(y)", "relu"},
        {"return torch.tanh(y)", "tanh"},
        {"return y.flip([1])", "flip"},
        {"return y.transpose(0, 1)", "transpose"},
        {"return torch.index_select(y, 1, torch.tensor([3, 2, 1, 0]))", "index_select"},
        {"return torch.log_softmax(y / 2.0, 1)", "div"},
        {"return torch.softmax(y, 0)", "softmax"},
        {"return torch.softmax(torch.softmax(y, 1), 1)", "softmax"},
        {"return torch.softmax(torch.sigmoid(y), 1)", "softmax"},
        {"return y.to(4)", "to"}, // int64
        {"y.neg_()\n    return y", "neg_"}};
    for (const auto& [end, name] : ends) {
        const torch::jit::Module module =
            program(std::string(kHidden) + kHead + "    " + end + "\n");
        EXPECT_EQ(lastLinearLayer(module).weight, m_head.weight) << end;
        expectError<BadInput>([&] { cutToFeatures(torch::jit::freeze(module), module); },
                              "Behind its last linear layer the model has \"" + name + "\"");
    }
}

TEST_F(LastLayer, WhatIsNoneIsRefusedByWhatItIs)
{
    expectRefusal("    y = torch.conv2d(x, self.map_weight, self.map_bias)\n"
                  "    return y.mean([2, 3])\n",
                  "no linear one");
    expectRefusal(std::string(kHidden) + kHead + "    return y + x.flatten(1)[:, :4]\n",
                  "goes past its last linear layer");
    expectRefusal("    return x.mean([2, 3])\n", "no layer with weights");
    expectRefusal(std::string(kHidden) + kHead + "    return y, h\n", "more than one tensor");
    expectRefusal(kHidden + std::string("    return torch.linear(h, self.head_weight)\n"),
                  "has no bias");
}

} // namespace
} // namespace palimpsest

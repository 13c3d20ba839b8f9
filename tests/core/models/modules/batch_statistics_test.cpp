// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/modules/batch_statistics.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>
#include <torch/script.h>

namespace palimpsest {
namespace {

/// A network with a layer below it, in which `normalised` is made of x and `weight`.
torch::jit::Module program(const std::string& normalised)
{
    torch::jit::Module layer("layer");
    layer.register_attribute("training", c10::BoolType::get(), true);
    layer.register_parameter("weight", torch::ones({4, 3}), false);
    layer.define("def forward(self, x):\n    return " + normalised + "\n");
    torch::jit::Module module("net");
    module.register_module("layer", layer);
    module.define("def forward(self, x):\n    return self.layer.forward(x)\n");
    return module;
}

std::string batchNorm(const std::string& of, const std::string& training)
{
    return "torch.batch_norm(" + of + ", None, None, None, None, " + training +
           ", 0.1, 1e-5, False)";
}

TEST(BatchStatistics, AreRefusedBeforeAnythingIsRun)
{
    expectError<BadInput>([] { requireNoBatchStatistics(program(batchNorm("x", "True"))); },
                          "statistics over its batch");
    expectError<BadInput>(
        [] { requireNoBatchStatistics(program(batchNorm("torch.relu(x + 1)", "True"))); },
        "after model.eval()");
}

TEST(BatchStatistics, OfWeightsAndInEvaluationAreNone)
{
    for (const std::string& sound :
         {batchNorm("x", "False"), batchNorm("x", "self.training"),
          "torch.matmul(x, " + batchNorm("self.weight", "True") + ".t())",
          "torch.matmul(x, " + batchNorm("self.weight.view(x.size(1), -1)", "True") + ")"}) {
        EXPECT_NO_THROW(requireNoBatchStatistics(program(sound))) << sound;
    }
}

} // namespace
} // namespace palimpsest

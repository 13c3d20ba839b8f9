// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/scripted_net.h"

#include "core/models/modules/build.h"

#include <torch/script.h>

#include <sstream>
#include <utility>

namespace palimpsest {

void writeScriptedNet(const std::filesystem::path& path, const std::string& body,
                      const std::string& arguments)
{
    std::string source = "def forward(self, " + arguments + "):\n";
    std::istringstream lines(body);
    for (std::string line; std::getline(lines, line);) {
        source += "    " + line + "\n";
    }
    torch::jit::Module module("ScriptedNet");
    module.register_attribute("training", c10::BoolType::get(), false);
    module.define(source);
    module.save(path.string());
}

void writeNetWithHead(const std::filesystem::path& path, std::int64_t classes,
                      const std::string& ending)
{
    torch::jit::Module module("NetWithHead");
    module.register_attribute("training", c10::BoolType::get(), false);
    module.register_parameter("head_weight", torch::full({classes, 3}, 0.1), false);
    module.register_parameter("head_bias", torch::zeros({classes}), false);
    module.define("def forward(self, x):\n"
                  "    y = torch.linear(x.mean([2, 3]), self.head_weight, self.head_bias)\n"
                  "    return " +
                  ending + "\n");
    module.save(path.string());
}

void writeColourNet(const std::filesystem::path& path, const std::string& answer)
{
    at::manual_seed(4);
    torch::jit::Module module("ColourNet");
    for (const auto& [name, tensor] :
         {std::pair("w", torch::randn({3, 3})), std::pair("b", torch::randn({3})),
          std::pair("wide", torch::randn({3, 5})), std::pair("wide_b", torch::randn({1, 5})),
          std::pair("v", torch::eye(3)), std::pair("g", torch::ones({3, 1}))}) {
        module.register_parameter(name, tensor, false);
    }
    module.define("def forward(self, x):\n"
                  "    h = x.mean([2, 3])\n"
                  "    return " +
                  answer + "\n");
    module.save(path.string());
}

void writeAsProgram(const std::filesystem::path& path, const TensorMap& tensors)
{
    buildModule(tensors, {}, path.string()).save(path);
}

} // namespace palimpsest

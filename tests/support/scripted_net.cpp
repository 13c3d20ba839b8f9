// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/scripted_net.h"

#include "core/models/architectures/build.h"

#include <torch/script.h>

#include <sstream>

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

void writeAsProgram(const std::filesystem::path& path, const TensorMap& tensors)
{
    buildModule(tensors, {}, path.string()).save(path);
}

} // namespace palimpsest

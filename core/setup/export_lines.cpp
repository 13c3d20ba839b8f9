// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/export_lines.h"

#include "core/setup/sample_setup.h"

#include <algorithm>
#include <cstdint>

namespace palimpsest {

namespace {

constexpr int kUsualSize = 224;

/// A text as Python reads it, whatever a file calls itself.
std::string literal(const std::string& text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        result += static_cast<unsigned char>(c) < ' ' ? '?' : c;
    }
    return result + "\"";
}

/// Whether a name could be one of Python's: it comes from a file.
bool isDotted(const std::string& name)
{
    return !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '.';
    });
}

/// The last part of "nets.resnet.Net".
std::string classIn(const std::string& moduleClass)
{
    return isDotted(moduleClass) ? moduleClass.substr(moduleClass.rfind('.') + 1) : "YourNetwork";
}

std::string moduleIn(const std::string& moduleClass)
{
    const std::size_t dot = isDotted(moduleClass) ? moduleClass.rfind('.') : std::string::npos;
    const std::string module =
        dot == std::string::npos ? std::string() : moduleClass.substr(0, dot);
    return module.empty() || module == "__main__" ? "your_training_code" : module;
}

std::string exampleInput(const ExportHints& hints, const Study* study)
{
    Study usual; // of pictures
    usual.preprocessing = {.width = kUsualSize,
                           .height = kUsualSize,
                           .mean = std::vector<double>(static_cast<std::size_t>(hints.channels)),
                           .std = {},
                           .resizing = {}};
    const Study& of = study != nullptr ? *study : usual;
    return sampleSetup(of).exampleInput(of);
}

/// ["model"]["state_dict"] for "model.state_dict".
std::string subscriptsOf(const std::string& wrapper)
{
    std::string subscripts;
    for (std::size_t begin = 0; begin < wrapper.size();) {
        const std::size_t end = std::min(wrapper.find('.', begin), wrapper.size());
        subscripts += "[" + literal(wrapper.substr(begin, end - begin)) + "]";
        begin = end + 1;
    }
    return subscripts;
}

} // namespace

ExportHints exportHints(const CheckpointFile& file)
{
    ExportHints hints{
        .wrapper = file.wrapper, .prefix = file.prefix, .moduleClass = file.moduleClass};
    std::int64_t fewest = 0;
    for (const auto& [name, tensor] : file.tensors) {
        const bool isConvolution = tensor.shape.size() == 4;
        if (isConvolution && tensor.shape[1] == 3) {
            return hints;
        }
        if (isConvolution && (fewest == 0 || tensor.shape[1] < fewest)) {
            fewest = tensor.shape[1];
        }
    }
    hints.channels = fewest == 1 ? 1 : hints.channels;
    return hints;
}

std::vector<std::string> exportLines(const std::filesystem::path& checkpoint,
                                     const ExportHints& hints, const Study* study)
{
    const std::string file = literal(checkpoint.string());
    std::vector<std::string> lines = {"import torch", "from " + moduleIn(hints.moduleClass) +
                                                          " import " + classIn(hints.moduleClass)};
    const std::string within = subscriptsOf(hints.wrapper);
    if (!hints.moduleClass.empty()) {
        lines.push_back("model = torch.load(" + file +
                        ", map_location=\"cpu\", weights_only=False)" + within);
    } else {
        lines.push_back("model = " + classIn({}) + "()  # with the arguments of your training");
        lines.push_back("state = torch.load(" + file + ", map_location=\"cpu\")" + within);
        if (!hints.prefix.empty()) {
            lines.push_back("prefix = " + literal(hints.prefix));
            lines.push_back("state = {k[len(prefix):]: v for k, v in state.items() if "
                            "k.startswith(prefix)}");
        }
        lines.push_back("model.load_state_dict(state)");
    }
    const bool isSized = study != nullptr;
    lines.push_back("model.eval()");
    lines.push_back("example = " + exampleInput(hints, study) +
                    (isSized ? "" : "  # as large as your pictures"));
    lines.push_back("torch.jit.trace(model, example).save(\"template.pt\")");
    return lines;
}

} // namespace palimpsest

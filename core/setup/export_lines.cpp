// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/export_lines.h"

#include "core/setup/sample_setup.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <set>

namespace palimpsest {

namespace {

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

std::string zeros(std::initializer_list<std::int64_t> sizes, const std::string& comment)
{
    std::string text = "torch.zeros(1";
    for (const std::int64_t size : sizes) {
        text += ", " + std::to_string(size);
    }
    return text + ")  # " + comment;
}

/// What the first of the convolutions with so many dimensions takes: three channels where one does,
/// else the fewest of any. None without convolutions.
std::optional<std::int64_t> channelsOf(const TensorMap& tensors, std::size_t dimensions)
{
    std::optional<std::int64_t> fewest;
    for (const auto& [name, tensor] : tensors) {
        if (tensor.shape.size() == dimensions) {
            const std::int64_t channels = tensor.shape[1];
            fewest =
                channels == 3 || fewest == 3 ? 3 : std::min(fewest.value_or(channels), channels);
        }
    }
    return fewest;
}

bool embedsTokens(const TensorMap& tensors)
{
    return std::ranges::any_of(tensors, [](const auto& entry) {
        const std::string name = "." + entry.first;
        return entry.second.shape.size() == 2 &&
               (name.find("embed") != std::string::npos || name.find(".emb") != std::string::npos ||
                name.find(".wte.") != std::string::npos);
    });
}

/// How many numbers a recurrent layer takes at each step, where there is one.
std::optional<std::int64_t> numbersOfStep(const TensorMap& tensors)
{
    const auto found = std::ranges::find_if(tensors, [](const auto& entry) {
        return entry.first.find("weight_ih_l0") != std::string::npos &&
               entry.second.shape.size() == 2;
    });
    return found == tensors.end() ? std::nullopt : std::optional(found->second.shape[1]);
}

/// What only one linear layer takes, and none gives.
std::optional<std::int64_t> numbersOfFirstLayer(const TensorMap& tensors)
{
    std::set<std::int64_t> taken;
    std::set<std::int64_t> given;
    for (const auto& [name, tensor] : tensors) {
        if (tensor.shape.size() == 2) {
            given.insert(tensor.shape[0]);
            taken.insert(tensor.shape[1]);
        }
    }
    std::vector<std::int64_t> first;
    std::ranges::set_difference(taken, given, std::back_inserter(first));
    return first.size() == 1 ? std::optional(first.front()) : std::nullopt;
}

/// A square picture of so many numbers, grey or in colours; else the numbers in a row.
std::string pictureOf(std::int64_t numbers)
{
    constexpr std::int64_t kSmallest = 8;
    const std::string comment = std::to_string(numbers) + " numbers";
    for (const std::int64_t channels : {1, 3}) {
        const auto side = std::llround(std::sqrt(numbers / channels));
        if (side >= kSmallest && side * side * channels == numbers) {
            return zeros({channels, side, side}, comment);
        }
    }
    return zeros({numbers}, comment);
}

std::string exampleFor(const TensorMap& tensors)
{
    constexpr std::int64_t kUsualSize = 224;
    constexpr std::int64_t kSteps = 8;
    if (const auto channels = channelsOf(tensors, 4)) {
        return zeros({*channels, kUsualSize, kUsualSize}, "as large as your pictures");
    }
    if (embedsTokens(tensors)) {
        return "torch.ones(1, " + std::to_string(kSteps) + ", dtype=torch.long)  # ids of tokens";
    }
    if (const auto numbers = numbersOfStep(tensors)) {
        return zeros({kSteps, *numbers}, "as long as your series");
    }
    if (const auto channels = channelsOf(tensors, 3)) {
        return zeros({*channels, kUsualSize}, "as long as your series");
    }
    const auto numbers = numbersOfFirstLayer(tensors);
    return numbers ? pictureOf(*numbers) : ExportHints().example;
}

/// How Python reads tensors.
struct Loading
{
    std::string imports;
    std::string expression;
};

/// A folder of Hugging Face may hold them in several files.
Loading loadingOf(const std::filesystem::path& path, Container container)
{
    const std::string file = literal(path.string());
    if (container == Container::Safetensors) {
        return {.imports = "import safetensors.torch",
                .expression = "safetensors.torch.load_file(" + file + ")"};
    }
    if (container != Container::HuggingFace) {
        return {.imports = "import torch",
                .expression = "torch.load(" + file + ", map_location=\"cpu\")"};
    }
    const bool isSafe = std::filesystem::exists(path / "model.safetensors") ||
                        std::filesystem::exists(path / "model.safetensors.index.json");
    return {.imports = isSafe ? "import pathlib, safetensors.torch" : "import pathlib",
            .expression = "{k: v for part in pathlib.Path(" + file + ").glob(\"" +
                          (isSafe ? "*.safetensors\") for k, v in safetensors.torch.load_file(part)"
                                  : "pytorch_model*.bin\") for k, v in torch.load(part, "
                                    "map_location=\"cpu\")") +
                          ".items()}"};
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
    return {.container = file.container,
            .wrapper = file.wrapper,
            .prefix = file.prefix,
            .moduleClass = file.moduleClass,
            .example = exampleFor(file.tensors)};
}

std::vector<std::string> exportLines(const std::filesystem::path& checkpoint,
                                     const ExportHints& hints, const Study* study)
{
    const Loading loading = loadingOf(checkpoint, hints.container);
    std::vector<std::string> lines = {"import torch", "from " + moduleIn(hints.moduleClass) +
                                                          " import " + classIn(hints.moduleClass)};
    if (loading.imports != lines.front()) {
        lines.insert(lines.begin(), loading.imports);
    }
    const std::string within = subscriptsOf(hints.wrapper);
    if (!hints.moduleClass.empty()) {
        lines.push_back("model = torch.load(" + literal(checkpoint.string()) +
                        ", map_location=\"cpu\", weights_only=False)" + within);
    } else {
        lines.push_back("model = " + classIn({}) + "()  # with the arguments of your training");
        lines.push_back("state = " + loading.expression + within);
        if (!hints.prefix.empty()) {
            lines.push_back("prefix = " + literal(hints.prefix));
            lines.push_back("state = {k[len(prefix):]: v for k, v in state.items() if "
                            "k.startswith(prefix)}");
        }
        lines.push_back("model.load_state_dict(state)");
    }
    lines.push_back("model.eval()");
    lines.push_back("example = " +
                    (study != nullptr ? sampleSetup(*study).exampleInput(*study) : hints.example));
    lines.push_back("torch.jit.trace(model, example).save(\"template.pt\")");
    return lines;
}

} // namespace palimpsest

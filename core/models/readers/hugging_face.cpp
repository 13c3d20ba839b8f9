// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/hugging_face.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/models/readers/safetensors.h"
#include "core/models/readers/torch_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace palimpsest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::uint64_t kMaxConfigBytes = 4 << 20;
constexpr std::array kWholeFiles = {"model.safetensors", "pytorch_model.bin"};
constexpr std::array kIndices = {"model.safetensors.index.json", "pytorch_model.bin.index.json"};

bool isFile(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// One file of weights, of the containers that Hugging Face writes.
CheckpointFile readShard(const fs::path& path)
{
    switch (containerOf(path)) {
    case Container::Safetensors:
        return readSafetensorsCheckpoint(path);
    case Container::TorchZip:
        return readTorchZip(path);
    case Container::TorchLegacy:
        return readTorchLegacy(path);
    case Container::TorchScript:
    case Container::HuggingFace:
        break;
    }
    throw BadFile(quoted(path) + " holds no weights, though its name says so. Download it again.");
}

/// Tensor name → file name, of an index of shards.
std::map<std::string, std::string> weightMap(const fs::path& index)
{
    const json parsed = readJson(index);
    const auto entries = parsed.is_object() ? parsed.find("weight_map") : parsed.end();
    if (!parsed.is_object() || entries == parsed.end() || !entries->is_object()) {
        throw BadFile(quoted(index) + " has no weight_map, which says where each tensor lies. " +
                      "Download it again.");
    }
    std::map<std::string, std::string> files;
    for (const auto& [name, file] : entries->items()) {
        const std::string text = file.is_string() ? file.get<std::string>() : std::string();
        if (text.empty() || text == "." || text == ".." ||
            text.find_first_of(std::string_view("/\\\0", 3)) != std::string::npos) {
            throw BadFile(quoted(index) + " says that \"" + shown(name) + "\" lies in \"" +
                          shown(text) + "\", which is no file of its folder. Download it again.");
        }
        files.emplace(name, text);
    }
    return files;
}

CheckpointFile readShards(const fs::path& index)
{
    const auto fileOf = weightMap(index);
    std::set<std::string> shards;
    for (const auto& [name, file] : fileOf) {
        shards.insert(file);
    }
    CheckpointFile whole;
    std::set<std::string> leftOut;
    for (const std::string& shard : shards) {
        CheckpointFile part = readShard(index.parent_path() / shard);
        leftOut.insert(part.leftOut.begin(), part.leftOut.end());
        whole.warnings.insert(whole.warnings.end(), part.warnings.begin(), part.warnings.end());
        whole.tensors.merge(part.tensors);
        if (!part.tensors.empty()) {
            throw BadFile(quoted(index.parent_path() / shard) + " holds the tensor \"" +
                          shown(part.tensors.begin()->first) + "\", as another shard does. " +
                          "Download the folder again.");
        }
    }
    for (const auto& [name, file] : fileOf) {
        if (!whole.tensors.contains(name) && !leftOut.contains(name)) {
            throw BadFile(quoted(index.parent_path() / file) + " lacks the tensor \"" +
                          shown(name) + "\", which the index says is there. Download it again.");
        }
    }
    whole.leftOut.assign(leftOut.begin(), leftOut.end());
    return whole;
}

CheckpointFile readWeights(const fs::path& folder)
{
    for (std::size_t i = 0; i < kWholeFiles.size(); ++i) {
        if (isFile(folder / kWholeFiles[i])) {
            return readShard(folder / kWholeFiles[i]);
        }
        if (isFile(folder / kIndices[i])) {
            return readShards(folder / kIndices[i]);
        }
    }
    throw BadFile("The folder " + quoted(folder) + " holds neither model.safetensors nor " +
                  "pytorch_model.bin. Save the model there with save_pretrained.");
}

[[noreturn]] void refuseWithoutConfig(const fs::path& folder)
{
    const auto* const whole =
        std::ranges::find_if(kWholeFiles, [&](const char* name) { return isFile(folder / name); });
    throw BadFile(
        "The folder " + quoted(folder) + " has no config.json, which says what " +
        "model its weights are of. Save the model there with save_pretrained" +
        (whole == kWholeFiles.end() ? "." : ", or give " + quoted(folder / *whole) + "."));
}

} // namespace

bool holdsHuggingFaceWeights(const fs::path& folder)
{
    for (const auto& names : {kWholeFiles, kIndices}) {
        for (const char* name : names) {
            if (isFile(folder / name)) {
                return true;
            }
        }
    }
    return false;
}

bool looksLikeHuggingFace(const fs::path& folder)
{
    return holdsHuggingFaceWeights(folder) || isFile(folder / "config.json");
}

CheckpointFile readHuggingFace(const fs::path& folder)
{
    if (!isFile(folder / "config.json")) {
        refuseWithoutConfig(folder);
    }
    const std::string config = readFile(folder / "config.json", kMaxConfigBytes);
    if (!parseJson(config, folder / "config.json").is_object()) {
        throw BadFile(quoted(folder / "config.json") + " is no JSON object. Download it again.");
    }
    CheckpointFile checkpoint = readWeights(folder);
    checkpoint.container = Container::HuggingFace;
    checkpoint.config = config;
    return checkpoint;
}

} // namespace palimpsest

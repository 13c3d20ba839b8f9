// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/checkpoint_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/listed_names.h"
#include "core/base/open_file.h"
#include "core/models/networks/key_match.h"
#include "core/models/networks/probe_report.h"
#include "core/models/readers/hugging_face.h"
#include "core/models/readers/safetensors.h"
#include "core/models/readers/torch_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHeadBytes = 512;

bool looksLikeSafetensors(std::string_view head, std::uint64_t fileBytes)
{
    std::uint64_t headerBytes = 0;
    if (head.size() <= sizeof(headerBytes)) {
        return false;
    }
    std::memcpy(&headerBytes, head.data(), sizeof(headerBytes));
    return head[sizeof(headerBytes)] == '{' && headerBytes <= fileBytes - sizeof(headerBytes);
}

/// What a file that is no checkpoint seems to be, and what to do.
std::string seems(std::string_view head, const fs::path& path)
{
    constexpr std::size_t kTarMagic = 257;
    if (head.empty()) {
        return "is empty. Copy it again from where it came from";
    }
    if (head.starts_with("version https://git-lfs")) {
        return "is the pointer that Git LFS leaves in place of a file. Fetch it with git lfs pull";
    }
    if (head.starts_with("\x89HDF")) {
        return "is an HDF5 file, as Keras writes, and no PyTorch checkpoint. Convert it in Python";
    }
    if (head.starts_with("GGUF")) {
        return "is a GGUF file of quantised weights. Use the model it was made from";
    }
    if (head.starts_with("<")) {
        return "is a web page, not the file it should have been. Download it again";
    }
    if (head.size() > kTarMagic && head.substr(kTarMagic).starts_with("ustar")) {
        return "is a tar archive. If PyTorch before 0.2 wrote it, load it in Python and save "
               "model.state_dict() again; otherwise unpack it";
    }
    if (head.starts_with('\x80')) {
        return "is a Python pickle that torch.save has not written. Palimpsest does not open such "
               "files, as they can run anything. Save model.state_dict() with torch.save";
    }
    return path.extension() == ".zip" || head.starts_with("PK")
               ? "is a zip archive, but no PyTorch checkpoint. Unpack it and choose what it holds"
               : "is no checkpoint that Palimpsest reads. It reads safetensors, files of "
                 "torch.save, TorchScript and folders of Hugging Face";
}

/// Whether a tensor belongs to a loss or a metric, or counts the states of an average: networks do
/// without it.
bool isBookkeeping(const std::string& name)
{
    constexpr auto kFirst = std::to_array<std::string_view>(
        {"criterion", "criterions", "loss", "loss_fn", "loss_fct", "loss_func", "losses",
         "n_averaged", "train_acc", "val_acc", "test_acc", "train_metrics", "val_metrics",
         "test_metrics", "metrics"});
    return std::ranges::find(kFirst, std::string_view(name).substr(0, name.find('.'))) !=
           kFirst.end();
}

/// Moves the tensors that `isBeside` names to what is left out, and says so.
template<typename IsBeside>
void leaveOut(CheckpointFile& file, const std::string& what, const IsBeside& isBeside)
{
    std::vector<std::string> names;
    for (const auto& [name, tensor] : file.tensors) {
        if (isBeside(name)) {
            names.push_back(name);
        }
    }
    for (const std::string& name : names) {
        file.tensors.erase(name);
        file.leftOut.push_back(name);
    }
    if (!names.empty()) {
        file.warnings.push_back(what + listedNames(names) + ".");
    }
}

/// Takes `prefix` away from all names that begin with it.
void takeAway(CheckpointFile& file, const std::string& prefix)
{
    if (prefix.empty()) {
        return;
    }
    TensorMap renamed;
    while (!file.tensors.empty()) {
        auto node = file.tensors.extract(file.tensors.begin());
        if (node.key().starts_with(prefix)) {
            node.key() = node.key().substr(prefix.size());
        }
        renamed.insert(std::move(node));
    }
    file.tensors = std::move(renamed);
    for (std::string& name : file.leftOut) {
        name = name.starts_with(prefix) ? name.substr(prefix.size()) : name;
    }
    file.prefix += prefix;
}

std::vector<std::string> namesOf(const TensorMap& tensors)
{
    std::vector<std::string> names;
    for (const auto& [name, tensor] : tensors) {
        names.push_back(name);
    }
    return names;
}

/// The text of a config.json beside a file; empty where there is none that could be one.
std::string configBeside(const fs::path& path)
{
    constexpr std::uint64_t kMaxBytes = 4 << 20;
    const fs::path config = path.parent_path() / "config.json";
    std::error_code status;
    if (!fs::is_regular_file(config, status)) {
        return {};
    }
    const std::string text = readFile(config, kMaxBytes);
    return parseJson(text, config).is_object() ? text : std::string();
}

CheckpointFile readAs(Container container, const fs::path& path)
{
    switch (container) {
    case Container::Safetensors:
        return readSafetensorsCheckpoint(path);
    case Container::TorchZip:
        return readTorchZip(path);
    case Container::TorchLegacy:
        return readTorchLegacy(path);
    case Container::HuggingFace:
        return readHuggingFace(path);
    case Container::TorchScript:
        break;
    }
    throw BadFile(quoted(path) + " is a TorchScript file, which is a program and no set of " +
                  "tensors. Add it as a model of its own, or save model.state_dict().");
}

} // namespace

Container containerOf(const fs::path& path)
{
    std::error_code status;
    if (fs::is_directory(path, status)) {
        if (looksLikeHuggingFace(path)) {
            return Container::HuggingFace;
        }
        throw BadFile("The folder " + quoted(path) + " holds no config.json and no weights of " +
                      "Hugging Face. Choose a checkpoint file, or a folder of save_pretrained.");
    }
    const OpenFile file(path);
    const std::string head = file.read(0, std::min<std::uint64_t>(kHeadBytes, file.stamp().size));
    if (looksLegacy(head)) {
        return Container::TorchLegacy;
    }
    if (head.starts_with("PK\x03\x04")) {
        const ZipArchive archive(path);
        if (const auto folder = torchFolder(archive)) {
            return holdsCode(archive, *folder) ? Container::TorchScript : Container::TorchZip;
        }
    } else if (looksLikeSafetensors(head, file.stamp().size) ||
               path.extension() == ".safetensors") {
        return Container::Safetensors; // what is wrong with it, its reader says best
    }
    throw BadFile(quoted(path) + " " + seems(head, path) + ".");
}

CheckpointFile readCheckpoint(const fs::path& path)
{
    CheckpointFile file = readAs(containerOf(path), path);
    leaveOut(file, "Left out, as it belongs to a loss or a metric: ", isBookkeeping);
    if (file.tensors.empty()) {
        throw BadFile(quoted(path) + " holds no tensors of floating-point numbers. Save the " +
                      "weights of a trained model.");
    }
    takeAway(file, commonPrefix(namesOf(file.tensors)));
    if (file.container != Container::HuggingFace) {
        file.config = configBeside(path);
    }
    file.told = factsOfProbe(path);
    return file;
}

CheckpointFile narrowedTo(const std::string& prefix, CheckpointFile file)
{
    leaveOut(file, "Left out, as it does not lie under \"" + prefix + "\" with the network: ",
             [&](const std::string& name) { return !name.starts_with(prefix); });
    takeAway(file, prefix);
    return file;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/feature_cache.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/open_file.h"
#include "core/base/sha256.h"
#include "core/base/user_folders.h"
#include "core/models/readers/safetensors.h"
#include "core/samples/preprocessing_json.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

constexpr int kFormat = 1; // of what is computed and kept; another one makes all that is kept old

template<typename Number>
std::string hashOf(const std::vector<Number>& numbers)
{
    return sha256(std::string_view(reinterpret_cast<const char*>(numbers.data()),
                                   numbers.size() * sizeof(Number)));
}

/// Pictures that are held in memory stand for themselves.
json identity(const ListedPicture& picture)
{
    if (!picture.image.pixels.empty()) {
        return {picture.image.width, picture.image.height, picture.image.channels,
                hashOf(picture.image.pixels)};
    }
    std::error_code status;
    const fs::path path = fs::absolute(picture.path, status).lexically_normal();
    const std::optional<FileStamp> stamp = fileStamp(path);
    if (!stamp) {
        throw BadFile("There is no picture " + quoted(path) + ". Check the folder.");
    }
    return {path.string(), stamp->size, stamp->inode, stamp->modified, stamp->changed};
}

/// The tensor's name tells the hash of its numbers, so that damage shows.
std::string tensorName(const std::vector<float>& values)
{
    return "features." + hashOf(values);
}

fs::path fileOf(const fs::path& folder, const std::string& key)
{
    return folder / (key + ".safetensors");
}

} // namespace

fs::path featureCacheFolder()
{
    const fs::path folder = cacheFolder();
    return folder.empty() ? folder : folder / "features";
}

std::string featureKey(const TensorMap& tensors, const std::string& config,
                       const std::vector<ListedPicture>& pictures,
                       const Preprocessing& preprocessing)
{
    json weights = json::object();
    for (const auto& [name, tensor] : tensors) {
        weights[name] = {{"shape", tensor.shape}, {"sha256", hashOf(tensor.values)}};
    }
    json list = json::array();
    for (const ListedPicture& picture : pictures) {
        list.push_back(identity(picture));
    }
    return sha256(json{
        {"format", kFormat},
        {"weights", weights},
        {"config", config},
        {"preprocessing", toJson(preprocessing)},
        {"pictures",
         list}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

std::optional<Matrix<float>> cachedFeatures(const fs::path& folder, const std::string& key,
                                            std::size_t rows, std::size_t columns)
{
    std::error_code status;
    if (!fs::exists(fileOf(folder, key), status)) {
        return std::nullopt;
    }
    try {
        TensorMap kept = readSafetensors(fileOf(folder, key));
        if (kept.size() != 1) {
            return std::nullopt;
        }
        auto& [name, tensor] = *kept.begin();
        const std::vector<std::int64_t> shape = {static_cast<std::int64_t>(rows),
                                                 static_cast<std::int64_t>(columns)};
        if (tensor.shape != shape || name != tensorName(tensor.values)) {
            return std::nullopt;
        }
        Matrix<float> features;
        features.rows = rows;
        features.columns = columns;
        features.data = std::move(tensor.values);
        return features;
    } catch (const BadFile&) {
        return std::nullopt; // whatever happened to it, it can be made again
    }
}

void cacheFeatures(const fs::path& folder, const std::string& key, Matrix<float> features)
{
    TensorMap kept;
    const std::string name = tensorName(features.data);
    kept[name] = {.shape = {static_cast<std::int64_t>(features.rows),
                            static_cast<std::int64_t>(features.columns)},
                  .values = std::move(features.data)};
    writeSafetensors(fileOf(folder, key), kept);
}

} // namespace palimpsest

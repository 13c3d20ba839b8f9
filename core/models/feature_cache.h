// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/models/networks/tensor_map.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/preprocessing.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Where features of pictures are kept between runs: $XDG_CACHE_HOME/palimpsest/features, in
/// ~/.cache where that is not set. It may be removed at any time. Empty when there is no home.
std::filesystem::path featureCacheFolder();

/// SHA-256 over all that features depend on: weights, config.json, preprocessing, and the pictures
/// by their order, paths, sizes and times. Throws BadFile when a picture is not there.
std::string featureKey(const TensorMap& tensors, const std::string& config,
                       const std::vector<ListedPicture>& pictures,
                       const Preprocessing& preprocessing);

/// What is kept under `key` in `folder`, if it is `rows` × `columns` and undamaged.
std::optional<Matrix<float>> cachedFeatures(const std::filesystem::path& folder,
                                            const std::string& key, std::size_t rows,
                                            std::size_t columns);

/// Keeps `features` under `key`, atomically. Throws NotWritable.
void cacheFeatures(const std::filesystem::path& folder, const std::string& key,
                   Matrix<float> features);

} // namespace palimpsest

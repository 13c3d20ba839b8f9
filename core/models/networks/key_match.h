// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/tensor_map.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace palimpsest {

/// Name → shape of what a model is made of.
using TensorShapes = std::map<std::string, std::vector<std::int64_t>>;

/// How the tensors of a file differ from those of a model.
struct KeyMatch
{
    struct OtherShape
    {
        std::string name;
        std::vector<std::int64_t> inFile;
        std::vector<std::int64_t> inModel;
    };

    std::vector<std::string> missing;    ///< in the model alone
    std::vector<std::string> unexpected; ///< in the file alone
    std::vector<OtherShape> otherShapes;

    bool fits() const { return missing.empty() && unexpected.empty() && otherShapes.empty(); }
};

KeyMatch matchKeys(const TensorShapes& model, const TensorMap& file);

/// Throws BadFile with the full list where they do not fit. `model` completes "does not fit …":
/// "its template".
void requireMatch(const KeyMatch& match, const std::filesystem::path& path,
                  const std::string& model);

/// Whether nothing tells them apart but one size of a weight and its bias, as where a head is for
/// other classes.
bool hasOtherClasses(const KeyMatch& match);

/// `file` with the names of `model`, where these lie in it under a name of their own ("net.",
/// "model.backbone.") or it has them without one that all names of the model begin with; what lies
/// beside them is left out then. As it is where that makes no names fit.
TensorMap asNamed(const TensorShapes& model, TensorMap file);

/// What wrappers of modules ("module.", "_orig_mod.", "model.", and these in a row) put before
/// every one of `names`; empty where some lack it.
std::string commonPrefix(const std::vector<std::string>& names);

/// "[64×3×7×7]"
std::string shapeText(const std::vector<std::int64_t>& shape);

} // namespace palimpsest

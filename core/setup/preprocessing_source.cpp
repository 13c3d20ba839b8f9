// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/preprocessing_source.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/probe_file.h"
#include "core/samples/preprocessing_presets.h"
#include "core/samples/same_preparation.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

bool hasSize(const ListedPicture& picture, const Preprocessing& preprocessing)
{
    return picture.image.pixels.empty() ? hasSize(picture.path, preprocessing)
                                        : picture.image.width == preprocessing.width &&
                                              picture.image.height == preprocessing.height;
}

/// Whether both make the same of `pictures`.
bool makeTheSame(const Preprocessing& own, const Preprocessing& used,
                 const TrainingPictures& pictures)
{
    const auto haveSize = [&](const std::vector<ListedPicture>& some) {
        return std::ranges::all_of(some, [&](const auto& one) { return hasSize(one, used); });
    };
    return makeTheSame(own, used,
                       [&] { return haveSize(pictures.train) && haveSize(pictures.test); });
}

} // namespace

std::optional<fs::path> studyFolder(const fs::path& source)
{
    std::error_code status;
    if (source.filename() == "study.json") {
        return source.has_parent_path() ? source.parent_path() : ".";
    }
    return fs::exists(source / "study.json", status) ? std::optional(source) : std::nullopt;
}

Preprocessing preprocessingIn(const fs::path& source)
{
    constexpr std::uint64_t kMaxBytes = 1 << 20;
    std::error_code status;
    if (const auto study = studyFolder(source)) {
        return readStudy(*study).preprocessing;
    }
    if (const auto ofProbe = preprocessingOfProbe(source)) {
        return *ofProbe;
    }
    if (fs::exists(source / "preprocessor_config.json", status)) {
        return preprocessingIn(source / "preprocessor_config.json");
    }
    if (!fs::is_regular_file(source, status)) {
        throw BadInput(
            "There is no preset " + quoted(source) + ". Use torchvision, timm, " +
            "timm:CROP_PCT, exact, a preprocessor_config.json, a probe, or a folder with one or " +
            "with a study.");
    }
    return preprocessingFromHuggingFace(readFile(source, kMaxBytes), source);
}

std::string otherPreprocessing(const fs::path& model, const Preprocessing& used,
                               const TrainingPictures& pictures)
{
    std::error_code status;
    const fs::path folder = fs::is_directory(model, status) ? model : model.parent_path();
    const fs::path config = folder / "preprocessor_config.json";
    if (!fs::exists(config, status)) {
        return {};
    }
    try {
        const Preprocessing own = preprocessingIn(config);
        return makeTheSame(own, used, pictures)
                   ? std::string()
                   : "The network's " + quoted(config) +
                         " prepares pictures otherwise: " + describe(own) + " there, and " +
                         describe(used) + " here. Check which of them it was trained with.";
    } catch (const Error& error) {
        return std::string("Whether the network was trained on pictures that are prepared "
                           "otherwise cannot be told: ") +
               error.what();
    }
}

} // namespace palimpsest

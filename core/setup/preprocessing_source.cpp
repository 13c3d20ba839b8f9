// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/preprocessing_source.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/probe_file.h"
#include "core/pictures/picture_header.h"
#include "core/samples/picture_view.h"
#include "core/samples/preprocessing_presets.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Whether a picture that has the network's size already is left as it is.
bool keepsItsSize(const Preprocessing& preprocessing)
{
    const Fitting fitting = fittingOf(preprocessing.width, preprocessing.height, preprocessing);
    return fitting.width == preprocessing.width && fitting.height == preprocessing.height;
}

bool hasSize(const ListedPicture& picture, const Preprocessing& preprocessing)
{
    if (!picture.image.pixels.empty()) {
        return picture.image.width == preprocessing.width &&
               picture.image.height == preprocessing.height;
    }
    try {
        const PictureHeader header = readPictureHeader(picture.path);
        return (header.isOnItsSide() ? header.height : header.width) == preprocessing.width &&
               (header.isOnItsSide() ? header.width : header.height) == preprocessing.height;
    } catch (const Error&) {
        return false; // who takes the picture in says why
    }
}

/// Whether both make the same of `pictures`; these are looked at only where that decides.
bool haveOneResult(Preprocessing own, const Preprocessing& used, const TrainingPictures& pictures)
{
    if (describe(own) == describe(used)) { // numbers as people write them down, to six digits
        return true;
    }
    const bool isSizeKept = keepsItsSize(own) && keepsItsSize(used);
    own.resizing = used.resizing;
    const auto haveSize = [&](const std::vector<ListedPicture>& some) {
        return std::ranges::all_of(some, [&](const auto& one) { return hasSize(one, used); });
    };
    return isSizeKept && describe(own) == describe(used) && haveSize(pictures.train) &&
           haveSize(pictures.test);
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
        return haveOneResult(own, used, pictures)
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

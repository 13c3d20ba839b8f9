// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/picture_options.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/probe_file.h"
#include "core/samples/picture_view.h"
#include "core/samples/preprocessing_presets.h"
#include "core/setup/preprocessing_source.h"

#include <cmath>
#include <cstdlib>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr double kUsualCrop = 0.875; // timm's default
constexpr int kUsualSize = 224;
constexpr int kCifarSize = 32;

/// "timm" or "timm:0.95"
Preprocessing timmOf(const std::string& preset, int size)
{
    const std::size_t colon = preset.find(':');
    if (colon == std::string::npos) {
        return timmPreprocessing(size, kUsualCrop);
    }
    char* end = nullptr;
    const double crop = std::strtod(preset.c_str() + colon + 1, &end);
    return timmPreprocessing(size, *end == '\0' ? crop : 0.0);
}

std::string usualPreset(const fs::path& model, const std::optional<Architecture>& architecture)
{
    std::error_code status;
    if (fs::exists(model / "preprocessor_config.json", status)) {
        return model / "preprocessor_config.json";
    }
    if (architecture && architecture->name.starts_with("CIFAR")) {
        return "exact";
    }
    return architecture && architecture->keys == "timm" ? "timm" : "torchvision";
}

int usualSize(const std::optional<Architecture>& architecture)
{
    if (architecture && architecture->inputSize != 0) {
        return static_cast<int>(architecture->inputSize);
    }
    return architecture && architecture->name.starts_with("CIFAR") ? kCifarSize : kUsualSize;
}

/// The same way to another square: what is resized first keeps its proportion to it.
Preprocessing withSide(Preprocessing preprocessing, int side)
{
    Resizing& resizing = preprocessing.resizing;
    resizing.side = static_cast<int>(
        std::lround(static_cast<double>(resizing.side) * side / preprocessing.width));
    preprocessing.width = side;
    preprocessing.height = side;
    return preprocessing;
}

/// `source` is the option or the file that says the size.
void requireFit(const Preprocessing& preprocessing, const Architecture& architecture,
                const std::string& source)
{
    if (preprocessing.channels() != architecture.inputChannels) {
        throw BadInput("The model takes pictures of " + std::to_string(architecture.inputChannels) +
                       (architecture.inputChannels == 1 ? " channel" : " channels") +
                       ", and mean and std are those of " +
                       std::to_string(preprocessing.channels()) +
                       ". Give them with --mean and --std.");
    }
    if (architecture.inputSize != 0 && (preprocessing.width != architecture.inputSize ||
                                        preprocessing.height != architecture.inputSize)) {
        const std::string side = std::to_string(architecture.inputSize);
        throw BadInput("The model takes pictures of " + side + " × " + side + " pixels, and " +
                       source + " says " + seenSize(preprocessing) + ". " +
                       (source == "--size" ? "Leave it out."
                                           : "Say --resize " + side + "x" + side +
                                                 ", or choose another --preset."));
    }
}

} // namespace

Preprocessing changedBy(const PictureOptions& options, Preprocessing base)
{
    Preprocessing result = std::move(base);
    if (options.size) {
        result = withSide(std::move(result), *options.size);
    }
    if (options.resize) {
        result.height = options.resize->first;
        result.width = options.resize->second;
        result.resizing = {.mode = ResizeMode::Squash,
                           .interpolation = result.resizing.interpolation,
                           .side = 0,
                           .cropStart = result.resizing.cropStart};
    }
    result.resizing.interpolation = options.interpolation.value_or(result.resizing.interpolation);
    result.mean = options.mean.empty() ? result.mean : options.mean;
    result.std = options.std.empty() ? result.std : options.std;
    const bool isUsable = (result.mean.size() == 1 || result.mean.size() == 3) &&
                          result.mean.size() == result.std.size();
    if (!isUsable) {
        throw BadInput("Mean and std are numbers for 1 or 3 channels, as many of the one as of the "
                       "other. Give both --mean and --std.");
    }
    for (const double deviation : result.std) {
        if (!(deviation > 0.0)) {
            throw BadInput("A std of 0 or less makes no sense. Check --std.");
        }
    }
    return result;
}

Preprocessing chosenPreprocessing(const PictureOptions& options, const fs::path& model,
                                  const std::optional<Architecture>& architecture)
{
    const auto ofProbe =
        options.preset || options.size ? std::nullopt : preprocessingOfProbe(model);
    const std::string preset = options.preset.value_or(usualPreset(model, architecture));
    const int size = options.size.value_or(usualSize(architecture));
    Preprocessing result;
    if (ofProbe) {
        result = *ofProbe;
    } else if (preset == "torchvision") {
        result = torchvisionPreprocessing(size);
    } else if (preset == "timm" || preset.starts_with("timm:")) {
        result = timmOf(preset, size);
    } else if (preset == "exact") {
        result = exactPreprocessing(size);
    } else if (options.size) {
        throw BadInput("The size is said by \"" + preset + "\". Leave out --size.");
    } else {
        result = preprocessingIn(preset);
    }
    PictureOptions rest = options;
    rest.size.reset(); // the preset has taken it
    result = changedBy(rest, std::move(result));
    if (architecture) {
        requireFit(result, *architecture,
                   options.resize ? "--resize"
                   : options.size ? "--size"
                                  : quoted(ofProbe ? model : fs::path(preset)));
    }
    return result;
}

} // namespace palimpsest

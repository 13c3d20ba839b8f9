// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/preprocessing_presets.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr int kMaxSide = 4096;
const std::vector<double> kImageNetMean = {0.485, 0.456, 0.406};
const std::vector<double> kImageNetStd = {0.229, 0.224, 0.225};

/// Reads one preprocessor_config.json.
class ProcessorReader
{
public:
    ProcessorReader(const json& config, const std::filesystem::path& source)
        : m_config(config), m_source(source)
    {
        if (!config.is_object()) {
            refuse("it holds no JSON object");
        }
        m_kind = text("image_processor_type") + text("feature_extractor_type");
    }

    Preprocessing read() const
    {
        Preprocessing result;
        result.resizing.cropStart = CropStart::Floor;
        readNormalisation(result);
        if (isConvNext()) {
            readConvNextSize(result);
        } else {
            readSize(result);
        }
        if (!flag("do_resize", true)) {
            result.resizing = {};
        }
        return result;
    }

private:
    [[noreturn]] void refuse(const std::string& why) const
    {
        throw BadFile(quoted(m_source) + " cannot be used as preprocessing: " + why +
                      ". Set size, mean and standard deviation by hand.");
    }

    std::string text(const char* key) const
    {
        return m_config.contains(key) && m_config[key].is_string()
                   ? m_config[key].get<std::string>()
                   : std::string();
    }

    bool flag(const char* key, bool otherwise) const
    {
        if (!m_config.contains(key) || m_config[key].is_null()) {
            return otherwise;
        }
        if (!m_config[key].is_boolean()) {
            refuse(std::string("\"") + key + "\" is neither true nor false");
        }
        return m_config[key].get<bool>();
    }

    bool isConvNext() const
    {
        return m_kind.find("ConvNext") != std::string::npos || m_config.contains("crop_pct");
    }

    /// Whether one number for the size is that of the shorter side.
    bool meansShorterSide() const
    {
        constexpr std::array<const char*, 6> kKinds = {"CLIP",  "Bit",       "LeViT",
                                                       "Levit", "MobileNet", "ConvNext"};
        return std::ranges::any_of(
            kKinds, [this](const char* kind) { return m_kind.find(kind) != std::string::npos; });
    }

    std::optional<int> side(const json& object, const char* key) const
    {
        if (!object.contains(key)) {
            return std::nullopt;
        }
        return sideOf(object[key], key);
    }

    int sideOf(const json& value, const char* key) const
    {
        if (!value.is_number_integer() || value.get<double>() < 1 ||
            value.get<double>() > kMaxSide) {
            refuse(std::string("\"") + key + "\" is no side of 1 to " + std::to_string(kMaxSide) +
                   " pixels");
        }
        return value.get<int>();
    }

    std::vector<double> numbers(const char* key) const
    {
        if (!m_config.contains(key) || !m_config[key].is_array()) {
            refuse(std::string("it has no list \"") + key + "\"");
        }
        std::vector<double> result;
        for (const json& value : m_config[key]) {
            if (!value.is_number()) {
                refuse(std::string("\"") + key + "\" lists something that is no number");
            }
            result.push_back(value.get<double>());
        }
        return result;
    }

    void readNormalisation(Preprocessing& result) const
    {
        constexpr double kUsualFactor = 1.0 / 255.0;
        const json factor = m_config.value("rescale_factor", json(kUsualFactor));
        if (!flag("do_rescale", true) || !factor.is_number() ||
            std::abs(factor.get<double>() - kUsualFactor) > 1e-6) {
            refuse("it does not divide levels by 255");
        }
        if (flag("do_normalize", true)) {
            result.mean = numbers("image_mean");
            result.std = numbers("image_std");
        } else {
            result.mean = {0.0, 0.0, 0.0};
            result.std = {1.0, 1.0, 1.0};
        }
        const bool positive = std::ranges::all_of(result.std, [](double s) { return s > 0.0; });
        if ((result.mean.size() != 1 && result.mean.size() != 3) ||
            result.std.size() != result.mean.size() || !positive) {
            refuse("\"image_mean\" and \"image_std\" are not those of 1 or 3 channels");
        }
        if (flag("do_flip_channel_order", false)) {
            refuse("it exchanges red and blue");
        }
        if (flag("include_top", false)) {
            refuse("\"include_top\" asks to divide by \"image_std\" twice");
        }
        constexpr int kBilinear = 2;
        constexpr int kBicubic = 3;
        const json resample = m_config.value("resample", json(kBilinear));
        if (resample != kBilinear && resample != kBicubic) {
            refuse("\"resample\" is neither 2 (bilinear) nor 3 (bicubic)");
        }
        result.resizing.interpolation =
            resample == kBicubic ? Interpolation::Bicubic : Interpolation::Bilinear;
    }

    /// Puts width and height of `value`, a number or an object, into `result`.
    void readTarget(const json& value, const char* key, Preprocessing& result) const
    {
        if (value.is_object()) {
            const auto width = side(value, "width");
            const auto height = side(value, "height");
            if (!width || !height) {
                refuse(std::string("\"") + key + "\" has no \"width\" and \"height\"");
            }
            result.width = *width;
            result.height = *height;
        } else {
            result.width = result.height = sideOf(value, key);
        }
    }

    void readSize(Preprocessing& result) const
    {
        const json size = m_config.value("size", json());
        const bool isCropped = flag("do_center_crop", m_config.contains("crop_size"));
        const std::optional<int> shortest = size.is_object() ? side(size, "shortest_edge")
                                            : meansShorterSide()
                                                ? std::optional(sideOf(size, "size"))
                                                : std::nullopt;
        if (shortest && !isCropped) {
            refuse("it only gives the shorter side of what the model takes");
        }
        if (shortest) {
            result.resizing.mode = ResizeMode::ShorterSide;
            result.resizing.side = m_kind.find("Levit") != std::string::npos ||
                                           m_kind.find("LeViT") != std::string::npos
                                       ? *shortest * 256 / 224
                                       : *shortest;
        } else {
            readTarget(size, "size", result);
            result.resizing.mode = ResizeMode::Squash;
            if (isCropped && result.width != result.height) {
                refuse("it crops from a size that is no square");
            }
            result.resizing.side = isCropped ? result.width : 0;
        }
        if (isCropped) {
            readTarget(m_config.value("crop_size", size), "crop_size", result);
            if (std::max(result.width, result.height) > result.resizing.side) {
                refuse("it crops to more than it resizes to");
            }
        }
    }

    /// ConvNeXt: below 384 the shorter side becomes size / crop_pct and the middle is cropped, from
    /// 384 on the whole is squashed.
    void readConvNextSize(Preprocessing& result) const
    {
        constexpr int kSquashedFrom = 384;
        const json size = m_config.value("size", json());
        const std::optional<int> edge =
            size.is_object() ? side(size, "shortest_edge") : std::optional(sideOf(size, "size"));
        if (!edge) {
            refuse("\"size\" has no \"shortest_edge\"");
        }
        result.width = result.height = *edge;
        if (*edge >= kSquashedFrom) {
            result.resizing.mode = ResizeMode::Squash;
            return;
        }
        const json share = m_config.value("crop_pct", json(224.0 / 256.0));
        if (!share.is_number() || !(share.get<double>() > 0.05 && share.get<double>() <= 1.0)) {
            refuse("\"crop_pct\" is no share between 0 and 1");
        }
        result.resizing.mode = ResizeMode::ShorterSide;
        result.resizing.side = static_cast<int>(*edge / share.get<double>());
    }

    const json& m_config;
    const std::filesystem::path& m_source;
    std::string m_kind;
};

/// Without the entries that are null, which processors write for what they do not use.
json withoutNulls(json config)
{
    if (config.is_object()) {
        for (auto entry = config.begin(); entry != config.end();) {
            *entry = withoutNulls(std::move(*entry));
            entry = entry->is_null() ? config.erase(entry) : std::next(entry);
        }
    }
    return config;
}

} // namespace

Preprocessing torchvisionPreprocessing(int side)
{
    constexpr double kCropShare = 0.875; // 224 of 256
    return {.width = side,
            .height = side,
            .mean = kImageNetMean,
            .std = kImageNetStd,
            .resizing = {.mode = ResizeMode::ShorterSide,
                         .side = static_cast<int>(std::lround(side / kCropShare))}};
}

Preprocessing exactPreprocessing(int side)
{
    return {.width = side, .height = side, .mean = kImageNetMean, .std = kImageNetStd};
}

Preprocessing timmPreprocessing(int side, double cropShare)
{
    if (side < 1 || side > kMaxSide || !(cropShare > 0.05 && cropShare <= 1.0)) {
        throw BadInput("A picture of " + std::to_string(side) + " pixels cropped to a share of " +
                       std::to_string(cropShare) + " makes no sense. Use a side of 1 to " +
                       std::to_string(kMaxSide) + " and a share between 0.05 and 1.");
    }
    return {.width = side,
            .height = side,
            .mean = kImageNetMean,
            .std = kImageNetStd,
            .resizing = {.mode = ResizeMode::ShorterSide,
                         .interpolation = Interpolation::Bicubic,
                         .side = static_cast<int>(std::floor(side / cropShare))}};
}

Preprocessing preprocessingFromHuggingFace(std::string_view text,
                                           const std::filesystem::path& source)
{
    const json config = withoutNulls(parseJson(text, source));
    return ProcessorReader(config, source).read();
}

} // namespace palimpsest

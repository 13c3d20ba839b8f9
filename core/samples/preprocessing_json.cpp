// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/preprocessing_json.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

constexpr int kMaxSide = 4096;

bool isSide(int side)
{
    return side >= 1 && side <= kMaxSide;
}

/// Empty where there is none.
std::string text(const json& value, const char* key)
{
    const bool isText = value.is_object() && value.contains(key) && value[key].is_string();
    return isText ? value[key].get<std::string>() : std::string();
}

Resizing resizingFromJson(const json& value)
{
    Resizing result;
    const std::string mode = text(value, "mode");
    const std::string interpolation = text(value, "interpolation");
    const std::string crop = text(value, "crop");
    for (const ResizeMode known : {ResizeMode::ShorterSide, ResizeMode::Squash}) {
        result.mode = resizeModeName(known) == mode ? known : result.mode;
    }
    if (interpolation == interpolationName(Interpolation::Bicubic)) {
        result.interpolation = Interpolation::Bicubic;
    }
    if (crop == cropStartName(CropStart::Floor)) {
        result.cropStart = CropStart::Floor;
    }
    const json side = value.is_object() ? value.value("side", json(0)) : json(0);
    const int least = result.mode == ResizeMode::Squash ? 0 : 1;
    if (result.mode == ResizeMode::None || cropStartName(result.cropStart) != crop ||
        interpolationName(result.interpolation) != interpolation || !side.is_number_integer() ||
        side.get<double>() < least || side.get<double>() > kMaxSide) {
        throw BadInput(
            "\"resize\" needs a \"mode\" (\"shorter_side\" or \"squash\"), a \"side\" up to " +
            std::to_string(kMaxSide) + ", an \"interpolation\" (\"bilinear\" or " +
            "\"bicubic\") and a \"crop\" (\"rounded\" or \"floor\")");
    }
    result.side = side.get<int>();
    return result;
}

} // namespace

json toJson(const Preprocessing& preprocessing)
{
    json result = {{"width", preprocessing.width},
                   {"height", preprocessing.height},
                   {"mean", preprocessing.mean},
                   {"std", preprocessing.std}};
    const Resizing& resizing = preprocessing.resizing;
    if (resizing.mode != ResizeMode::None) {
        result["resize"] = {{"mode", resizeModeName(resizing.mode)},
                            {"side", resizing.side},
                            {"interpolation", interpolationName(resizing.interpolation)},
                            {"crop", cropStartName(resizing.cropStart)}};
    }
    return result;
}

Preprocessing preprocessingFromJson(const json& value)
{
    Preprocessing result{.width = value.at("width").get<int>(),
                         .height = value.at("height").get<int>(),
                         .mean = value.at("mean").get<std::vector<double>>(),
                         .std = value.at("std").get<std::vector<double>>()};
    const bool positive =
        std::ranges::all_of(result.std, [](double s) { return s > 1e-6 && s < 1e6; });
    if (!isSide(result.width) || !isSide(result.height) ||
        (result.mean.size() != 1 && result.mean.size() != 3) ||
        result.std.size() != result.mean.size() || !positive) {
        throw BadInput("\"preprocessing\" needs a width and height up to " +
                       std::to_string(kMaxSide) +
                       ", and a mean and a positive std for 1 or 3 channels");
    }
    if (value.contains("resize")) {
        result.resizing = resizingFromJson(value["resize"]);
    }
    return result;
}

} // namespace palimpsest

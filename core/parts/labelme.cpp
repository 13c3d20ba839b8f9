// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/parts/labelme_object.h"
#include "core/parts/labelme_shape.h"
#include "core/pictures/picture_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace palimpsest {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr int kMaxSide = 65'500;               // of originals that parts were drawn on
constexpr std::uint64_t kMaxBytes = 64u << 20; // LabelMe may keep the picture in the file
constexpr std::size_t kMaxMasked = 4 * std::size_t{kMaxPixels}; // pixels of all masks of a file

bool holdsShapes(const json& document)
{
    return document.is_object() && document.contains("shapes") && document["shapes"].is_array();
}

int imageSide(const json& document, const char* key, const std::filesystem::path& path)
{
    const auto value = document.find(key);
    if (value == document.end() || !value->is_number_integer() || value->get<double>() < 1 ||
        value->get<double>() > kMaxSide) {
        refuseLabelMe(path, std::string(key) + " is missing or no sensible size");
    }
    return value->get<int>();
}

/// The size of the picture that a file speaks of: what it says, that of the picture in it, or what
/// is known of the one beside it.
PixelSize sizeIn(const json& document, const std::filesystem::path& path,
                 std::optional<PixelSize> known)
{
    const auto isSaid = [&](const char* key) { return !document.value(key, json()).is_null(); };
    if (isSaid("imageWidth") || isSaid("imageHeight")) {
        known = PixelSize{imageSide(document, "imageWidth", path),
                          imageSide(document, "imageHeight", path)};
    } else if (const json data = document.value("imageData", json()); data.is_string()) {
        known = sizeOfEncoded(data.get_ref<const std::string&>(), "The picture in " + quoted(path));
    }
    if (!known) {
        refuseLabelMe(path, "imageWidth and imageHeight are missing, and it holds no picture");
    }
    if (std::int64_t{known->width} * known->height > kMaxPixels) {
        refuseLabelMe(path, "its picture is larger than any that is read");
    }
    return *known;
}

PartStyle readPart(const json& value, std::size_t index, const std::filesystem::path& path)
{
    const std::string where = "entry " + std::to_string(index + 1) + " of its list \"parts\"";
    if (!value.is_object() || !value.contains("name") || !value["name"].is_string()) {
        refuseLabelMe(path, where + " has no name");
    }
    PartStyle part{.name = value["name"].get<std::string>(), .colour = {}};
    const json colour = value.value("colour", json(""));
    if (part.name == kBackgroundLabel || !colour.is_string() ||
        !isColour(colour.get_ref<const std::string&>())) {
        refuseLabelMe(path, where + " (\"" + part.name +
                                "\") is the background or has a colour that is " +
                                "not written as #rrggbb");
    }
    part.colour = colour.get<std::string>();
    return part;
}

/// The parts in the order that the file gives, then those of further shapes.
std::vector<PartStyle> readParts(const json& listed, const std::vector<Shape>& shapes,
                                 const std::filesystem::path& path)
{
    if (!listed.is_array()) {
        refuseLabelMe(path, "its \"parts\" is not a list");
    }
    std::vector<PartStyle> parts;
    const auto isKnown = [&](const std::string& name) {
        return std::ranges::find(parts, name, &PartStyle::name) != parts.end();
    };
    for (std::size_t i = 0; i < listed.size(); ++i) {
        PartStyle part = readPart(listed[i], i, path);
        if (isKnown(part.name)) {
            refuseLabelMe(path, "its list \"parts\" holds \"" + part.name + "\" twice");
        }
        parts.push_back(std::move(part));
    }
    for (const Shape& shape : shapes) {
        if (shape.label != kBackgroundLabel && !isKnown(shape.label)) {
            parts.push_back({.name = shape.label, .colour = {}});
        }
    }
    if (parts.size() > kMaxDrawnParts) {
        refuseLabelMe(path,
                      "it has more than " + std::to_string(kMaxDrawnParts) + " different labels");
    }
    return parts;
}

ordered_json toJson(const PartStyle& part)
{
    ordered_json result = {{"name", part.name}};
    if (!part.colour.empty()) {
        result["colour"] = part.colour;
    }
    return result;
}

/// What stands at `path`, or the frame of a new file, with its keys in their order.
ordered_json standingDocument(const std::filesystem::path& path)
{
    if (!stands(path)) {
        return {{"version", "5.1.1"},   {"flags", ordered_json::object()},
                {"shapes", nullptr},    {"imagePath", nullptr},
                {"imageData", nullptr}, {"imageHeight", nullptr},
                {"imageWidth", nullptr}};
    }
    if (!readJson(path, kMaxBytes).is_object()) {
        refuseLabelMe(path, "it holds no JSON object");
    }
    return ordered_json::parse(readFile(path, kMaxBytes));
}

/// JSON with two spaces a level; what holds no list and no object stands on one line.
void format(const ordered_json& value, const std::string& indent, std::string& out)
{
    const auto isStructured = [](const ordered_json& child) { return child.is_structured(); };
    if (!value.is_structured() || value.empty()) {
        out += value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
        return;
    }
    const bool isSpread = std::any_of(value.begin(), value.end(), isStructured);
    const std::string inner = isSpread ? "\n" + indent + "  " : "";
    out += value.is_array() ? '[' : '{';
    bool isFirst = true;
    for (const auto& [key, child] : value.items()) {
        out += isFirst ? "" : isSpread ? "," : ", ";
        isFirst = false;
        out += inner;
        if (value.is_object()) {
            format(key, {}, out);
            out += ": ";
        }
        format(child, indent + "  ", out);
    }
    out += isSpread ? "\n" + indent : "";
    out += value.is_array() ? ']' : '}';
}

} // namespace

bool isLabelMe(const std::filesystem::path& path)
{
    std::string bytes;
    try {
        bytes = readFile(path, kMaxBytes);
        return bytes.find("\"shapes\"") != std::string::npos &&
               holdsShapes(readJson(path, kMaxBytes));
    } catch (const Error&) {
        return !bytes.empty(); // it is damaged, which whoever reads it is told
    }
}

Drawing readLabelMe(const std::filesystem::path& path, std::optional<PixelSize> pictureSize,
                    std::vector<std::string>* leftOut)
{
    const json document = readJson(path, kMaxBytes);
    if (!holdsShapes(document)) {
        refuseLabelMe(path, "it has no list \"shapes\"");
    }
    const PixelSize size = sizeIn(document, path, pictureSize);
    Drawing drawing{.width = size.width, .height = size.height, .shapes = {}, .parts = {}};
    std::size_t masked = 0;
    for (std::size_t i = 0; i < document["shapes"].size(); ++i) {
        const json& shape = document["shapes"][i];
        if (leftOut != nullptr) {
            if (std::string what = withoutArea(shape); !what.empty()) {
                leftOut->push_back(std::move(what));
                continue;
            }
        }
        if (isPoint(shape)) {
            drawing.points.push_back(pointFromLabelMe(shape, i, path));
            continue;
        }
        drawing.shapes.push_back(shapeFromLabelMe(shape, i, path));
        masked += drawing.shapes.back().mask ? drawing.shapes.back().mask->pixels.size() : 0;
        if (masked > kMaxMasked) {
            refuseLabelMe(path, "its masks have more than " + std::to_string(kMaxMasked) +
                                    " pixels together");
        }
    }
    drawing.parts = readParts(document.value("parts", json::array()), drawing.shapes, path);
    if (document.contains(kObjectKey)) {
        drawing.object = objectFromLabelMe(document[kObjectKey], size, path);
    }
    return drawing;
}

std::string otherKeysOfLabelMe(const std::filesystem::path& path)
{
    ordered_json document = standingDocument(path);
    for (const char* key : {"version", "shapes", "imagePath", "imageData", "imageHeight",
                            "imageWidth", "parts", kObjectKey}) {
        document.erase(key);
    }
    if (document.value("flags", json()).empty()) { // an empty object, or null
        document.erase("flags");
    }
    return document.empty() ? std::string() : document.dump();
}

std::string labelMeText(const std::filesystem::path& path, const Drawing& drawing,
                        const std::filesystem::path& image, const std::string& otherKeys)
{
    ordered_json document = standingDocument(path);
    if (!otherKeys.empty()) {
        document.update(ordered_json::parse(otherKeys));
    }
    ordered_json shapes = ordered_json::array();
    for (const Shape& shape : drawing.shapes) {
        shapes.push_back(toLabelMe(shape));
    }
    for (const PartPoint& point : drawing.points) {
        shapes.push_back(toLabelMe(point));
    }
    ordered_json parts = ordered_json::array();
    for (const PartStyle& part : drawing.parts) {
        parts.push_back(toJson(part));
    }
    document["shapes"] = std::move(shapes);
    document["imagePath"] = image.generic_string();
    document["imageHeight"] = drawing.height;
    document["imageWidth"] = drawing.width;
    document["parts"] = std::move(parts);
    if (drawing.object) {
        document[kObjectKey] = toLabelMe(*drawing.object);
    } else {
        document.erase(kObjectKey);
    }
    std::string text;
    format(document, {}, text);
    return text + "\n";
}

void writeLabelMe(const std::filesystem::path& path, const Drawing& drawing,
                  const std::filesystem::path& image, const std::filesystem::path& root)
{
    writeFileAtomically(path, labelMeText(path, drawing, image), root);
}

} // namespace palimpsest

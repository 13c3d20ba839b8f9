// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/drawn_on.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/parts/labelme_picture.h"
#include "core/parts/labelme_shape.h"
#include "core/pictures/image.h"
#include "core/pictures/resize.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr int kSide = 16;
constexpr double kOtherwise = 8.0; ///< levels on average, of which saving as JPEG makes one or two

/// A file's name without folders, whatever separates these.
std::string nameIn(const std::string& path)
{
    return path.substr(path.find_last_of("/\\") + 1); // npos + 1 is 0
}

std::string inLowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string withoutEnding(const std::string& name)
{
    return std::filesystem::path(name).stem().string();
}

bool showOther(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += std::abs(a[i] - b[i]);
    }
    return sum > kOtherwise * static_cast<double>(a.size());
}

std::optional<Image> readPicture(const std::filesystem::path& path)
{
    try {
        return readImage(path, 1);
    } catch (const BadFile&) {
        return std::nullopt;
    }
}

} // namespace

std::vector<std::uint8_t> levelsOf(const Image& picture)
{
    return resized(withChannels(picture, 1), kSide, kSide, Interpolation::Bilinear).pixels;
}

DrawnOn drawnOn(const std::filesystem::path& labelMe)
{
    const json document = readJson(labelMe);
    if (!document.is_object()) {
        refuseLabelMe(labelMe, "it holds no JSON object");
    }
    DrawnOn on;
    if (const json path = document.value("imagePath", json()); path.is_string()) {
        on.name = nameIn(path.get<std::string>());
    }
    if (const json data = document.value("imageData", json()); data.is_string()) {
        const std::string name = "The picture in " + quoted(labelMe);
        try {
            on.levels = levelsOf(
                decodeImage(fromBase64(data.get_ref<const std::string&>(), name), name, 1));
        } catch (const BadFile&) {
            on.levels.clear(); // it tells nothing of parts, which need not suffer from it
        }
    }
    return on;
}

bool areCalledAlike(const std::string& a, const std::string& b)
{
    const std::string first = inLowerCase(nameIn(a));
    const std::string second = inLowerCase(nameIn(b));
    return first == second || withoutEnding(first) == second || first == withoutEnding(second) ||
           withoutEnding(first) == withoutEnding(second);
}

std::string whyOfAnother(const DrawnOn& on, bool isCalledSo, const std::filesystem::path& picture)
{
    if (!on.name.empty() && !isCalledSo) {
        return "says that it is drawn on \"" + shown(on.name) + "\"";
    }
    if (on.levels.empty()) {
        return {};
    }
    const auto image = readPicture(picture);
    return image && showOther(on.levels, levelsOf(*image))
               ? "holds a picture that shows other things"
               : std::string();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/baseline_option.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"

#include <charconv>
#include <map>
#include <optional>
#include <sstream>
#include <vector>

namespace palimpsest {

namespace {

/// All of `text` as a number; none when it is something else.
std::optional<double> numberFrom(const std::string& text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

[[noreturn]] void refuseBaseline(const std::string& text)
{
    throw BadInput(
        "\"" + text + "\" is no baseline. Use black, grey, white, mean, image-mean, " +
        "blur, blur:SIGMA with σ in pixels, telea, navier-stokes, or a level from 0 to " +
        "255 for each channel, as 10,20,30.");
}

std::vector<double> levelsFrom(const std::string& text, std::size_t channels)
{
    std::vector<double> levels;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');) {
        const auto level = numberFrom(part);
        if (!level || !(*level >= 0.0 && *level <= 255.0)) {
            refuseBaseline(text);
        }
        levels.push_back(*level);
    }
    if (levels.size() != channels) {
        throw BadInput("The pictures have " + std::to_string(channels) + " channels and \"" + text +
                       "\" has " + std::to_string(levels.size()) + " levels.");
    }
    return levels;
}

} // namespace

Baseline baselineFrom(const std::string& text, const Preprocessing& preprocessing)
{
    static const std::map<std::string, double> kLevels = {
        {"black", 0.0}, {"grey", 128.0}, {"white", 255.0}};
    static const std::map<std::string, BaselineKind> kKinds = {
        {"mean", BaselineKind::DatasetMean},
        {"image-mean", BaselineKind::ImageMean},
        {"telea", BaselineKind::Telea},
        {"navier-stokes", BaselineKind::NavierStokes}};
    const auto channels = static_cast<std::size_t>(preprocessing.channels());
    if (const auto level = kLevels.find(text); level != kLevels.end()) {
        return {.kind = BaselineKind::Colour,
                .colour = std::vector<double>(channels, level->second)};
    }
    if (const auto kind = kKinds.find(text); kind != kKinds.end()) {
        return {.kind = kind->second};
    }
    if (text == "blur" || text.starts_with("blur:")) {
        const auto sigma =
            text == "blur" ? defaultBlurSigma(preprocessing) : numberFrom(text.substr(5));
        if (!sigma || !(*sigma > 0.0 && *sigma <= kMaxBlurSigma)) {
            refuseBaseline(text);
        }
        return {.kind = BaselineKind::Blur, .sigma = *sigma};
    }
    return {.kind = BaselineKind::Colour, .colour = levelsFrom(text, channels)};
}

TextBaseline textBaselineFrom(const std::string& text)
{
    std::vector<std::string> known;
    for (const TextBaseline baseline : kTextBaselines) {
        if (text == textBaselineName(baseline)) {
            return baseline;
        }
        known.push_back(textBaselineName(baseline));
    }
    throw BadInput("\"" + text + "\" is no baseline of sentences. Use one of " + joined(known) +
                   ".");
}

} // namespace palimpsest

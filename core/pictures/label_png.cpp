// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/label_png.h"

#include "core/base/error.h"
#include "core/pictures/image.h"
#include "core/pictures/picture_header.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cstddef>
#include <map>

namespace palimpsest {

namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kLengthAndType = 8;
constexpr std::size_t kAroundData = 12; // length, type and check sum of a chunk
constexpr std::size_t kBitsAt = 24;
constexpr std::size_t kColourTypeAt = 25;
constexpr std::size_t kHeaderEnd = 33; // signature and IHDR, which comes first
constexpr char kGrey = 0;
constexpr char kPalette = 3;

std::string bigEndian(std::uint32_t value)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
    }
    return bytes;
}

std::size_t lengthAt(std::string_view bytes, std::size_t at)
{
    std::size_t length = 0;
    for (const char byte : bytes.substr(at, 4)) {
        length = length << 8U | static_cast<unsigned char>(byte);
    }
    return length;
}

/// The check sum of PNG, over type and data of a chunk (ISO 3309).
std::uint32_t checkSum(std::string_view bytes)
{
    std::uint32_t sum = ~0U;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xEDB88320U : sum >> 1U;
        }
    }
    return ~sum;
}

std::string chunk(const std::string& type, const std::string& data)
{
    return bigEndian(static_cast<std::uint32_t>(data.size())) + type + data +
           bigEndian(checkSum(type + data));
}

/// The same PNG with level i as the colour of number i, so that whoever decodes it gets numbers.
/// What its palette was goes to `colours`.
std::string withLevels(std::string_view bytes, std::vector<Rgb>& colours)
{
    std::string result(bytes.substr(0, kSignature));
    for (std::size_t at = kSignature; at + kAroundData <= bytes.size();) {
        const std::string_view whole = bytes.substr(at, lengthAt(bytes, at) + kAroundData);
        const std::string_view type = whole.substr(4, 4);
        at += whole.size();
        if (type == "PLTE" && whole.size() >= kAroundData) {
            std::string levels;
            const std::string_view data = whole.substr(kLengthAndType, whole.size() - kAroundData);
            for (std::size_t i = 0; i + 3 <= data.size() && colours.size() < 256; i += 3) {
                levels.append(3, static_cast<char>(colours.size()));
                colours.push_back({static_cast<std::uint8_t>(data[i]),
                                   static_cast<std::uint8_t>(data[i + 1]),
                                   static_cast<std::uint8_t>(data[i + 2])});
            }
            result += chunk("PLTE", levels);
        } else if (type != "tRNS") {
            result += whole;
        }
    }
    return result;
}

/// Numbers the colours of a picture in true colour.
LabelPicture colourNumbers(const Image& image, const std::string& name)
{
    LabelPicture result{.width = image.width,
                        .height = image.height,
                        .labels = {},
                        .colours = {},
                        .isTrueColour = true};
    std::map<Rgb, std::uint8_t> numbers;
    for (std::size_t i = 0; i + 3 <= image.pixels.size(); i += 3) {
        const Rgb colour = {image.pixels[i], image.pixels[i + 1], image.pixels[i + 2]};
        const auto known = numbers.find(colour);
        if (known == numbers.end() && numbers.size() == 256) {
            throw BadFile(name + " has more than 256 colours, so these cannot be labels. Save it "
                                 "as a PNG with a palette, or in levels of grey.");
        }
        if (known == numbers.end()) {
            result.colours.push_back(colour);
        }
        result.labels.push_back(
            numbers.emplace(colour, static_cast<std::uint8_t>(numbers.size())).first->second);
    }
    return result;
}

} // namespace

LabelPicture decodeLabelPng(std::string_view bytes, const std::string& name)
{
    const PictureHeader header = readPictureHeader(bytes, name);
    if (header.format != PictureFormat::Png || bytes.size() < kHeaderEnd) {
        throw BadFile(name + " is no PNG, and labels are read of PNG alone. Save it as one.");
    }
    const int bits = bytes[kBitsAt];
    if (bits > 8) {
        throw BadFile(name + " has 16 bits a pixel, and labels have 8. Save it with 8.");
    }
    const char kind = bytes[kColourTypeAt];
    if (kind != kGrey && kind != kPalette) {
        return colourNumbers(decodeImage(bytes, name, 3), name);
    }
    LabelPicture result;
    const Image image = kind == kPalette ? decodeImage(withLevels(bytes, result.colours), name, 1)
                                         : decodeImage(bytes, name, 1);
    result.width = image.width;
    result.height = image.height;
    result.labels = image.pixels;
    if (kind == kGrey && bits < 8) { // these were spread over all 256 levels
        const int step = 255 / ((1 << bits) - 1);
        for (std::uint8_t& label : result.labels) {
            label = static_cast<std::uint8_t>(label / step);
        }
    }
    return result;
}

std::string encodeLabelPng(const LabelPicture& picture)
{
    const cv::Mat pixels(picture.height, picture.width, CV_8UC1, // which it does not write to
                         const_cast<std::uint8_t*>(picture.labels.data()));
    std::vector<std::uint8_t> encoded;
    cv::imencode(".png", pixels, encoded);
    const std::string grey(encoded.begin(), encoded.end());
    if (picture.colours.empty()) {
        return grey;
    }
    std::string header =
        grey.substr(kSignature + kLengthAndType, kHeaderEnd - kSignature - kAroundData);
    header[kColourTypeAt - kSignature - kLengthAndType] = kPalette;
    std::string palette;
    for (const Rgb& colour : picture.colours) {
        palette.append(colour.begin(), colour.end());
    }
    return grey.substr(0, kSignature) + chunk("IHDR", header) + chunk("PLTE", palette) +
           grey.substr(kHeaderEnd);
}

Rgb vocColour(int index)
{
    Rgb colour = {};
    for (int bit = 7, rest = index; bit >= 0; --bit, rest >>= 3) {
        for (std::size_t channel = 0; channel < colour.size(); ++channel) {
            colour[channel] = static_cast<std::uint8_t>(
                colour[channel] | (rest >> static_cast<int>(channel) & 1) << bit);
        }
    }
    return colour;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// A colour of three 8-bit levels: red, green, blue.
using Rgb = std::array<std::uint8_t, 3>;

/// A picture whose pixels are numbers of labels.
struct LabelPicture
{
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> labels; ///< height × width
    std::vector<Rgb> colours;         ///< of label 0, 1, …; empty where labels are levels of grey
    bool isTrueColour = false; ///< the colours were all there is, and labels only number them

    bool operator==(const LabelPicture&) const = default;
};

/// The labels of a PNG: numbers in its palette or levels of grey, as they stand in the file, where
/// decodeImage() gives colours. Of a picture in true colour the different colours are the labels,
/// in the order in which they come; it may have 256. Throws BadFile as decodeImage() does, and when
/// it is no PNG, has 16 bits a pixel or more colours; `name` says in messages which picture it is.
LabelPicture decodeLabelPng(std::string_view bytes, const std::string& name);

/// A PNG of 8 bits a pixel, with a palette where there are colours, one for every label.
std::string encodeLabelPng(const LabelPicture& picture);

/// The colour that Pascal VOC and many tools after it give to label `index`.
/// Source: VOCcode/VOClabelcolormap.m of the VOC development kit.
Rgb vocColour(int index);

} // namespace palimpsest

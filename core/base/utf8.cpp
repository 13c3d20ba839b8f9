// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/utf8.h"

namespace palimpsest {

namespace {

/// Length of the UTF-8 sequence that begins with `lead`, 0 when none does.
std::size_t sequenceLength(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        return 3;
    }
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

/// Length of the valid UTF-8 sequence at `text[0]`, 0 when it is none.
std::size_t validLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length = sequenceLength(byte(0));
    if (length == 0 || length > text.size()) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return 0;
        }
    }
    const bool isOverlong =
        (byte(0) == 0xE0 && byte(1) < 0xA0) || (byte(0) == 0xF0 && byte(1) < 0x90);
    const bool isSurrogate = byte(0) == 0xED && byte(1) >= 0xA0;
    const bool isBeyond = byte(0) == 0xF4 && byte(1) >= 0x90;
    return isOverlong || isSurrogate || isBeyond ? 0 : length;
}

/// Whether a character is one that terminals obey: those below the space, DEL, and U+0080 to
/// U+009F.
bool isControl(std::string_view character)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    return character.size() == 1 ? byte(0) < 0x20 || byte(0) == 0x7F
                                 : byte(0) == 0xC2 && byte(1) < 0xA0;
}

/// Takes the first character off `text`; "?" for what is none, or a control character.
std::string_view takeShown(std::string_view& text)
{
    const std::size_t length = validLength(text);
    const std::string_view character = text.substr(0, length == 0 ? 1 : length);
    text.remove_prefix(character.size());
    return length == 0 || isControl(character) ? "?" : character;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    constexpr const char* kSpace = " \t\n\v\f\r";
    const std::size_t first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = validLength(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::string shown(std::string_view name, std::size_t maxBytes)
{
    std::string text;
    while (!name.empty() && text.size() < maxBytes) {
        text += takeShown(name);
    }
    return name.empty() ? text : text + "…";
}

std::string printable(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const char first = text.front();
        const std::string_view character = takeShown(text);
        result += first == '\n' || first == '\t' ? std::string_view(&first, 1) : character;
    }
    return result;
}

} // namespace palimpsest

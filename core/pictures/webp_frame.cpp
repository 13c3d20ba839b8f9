// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/webp_frame.h"

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>

namespace palimpsest {

namespace {

constexpr std::size_t kChunkHeader = 8;
constexpr std::size_t kFrameHeader = 16;

std::uint32_t littleEndian(std::string_view bytes)
{
    std::uint32_t result = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        result = result << 8U | static_cast<unsigned char>(bytes[i]);
    }
    return result;
}

std::string fourBytes(std::uint32_t number)
{
    std::string bytes;
    for (int i = 0; i < 4; ++i, number >>= 8U) {
        bytes += static_cast<char>(number & 0xFFU);
    }
    return bytes;
}

std::string chunk(std::string_view type, std::string_view payload)
{
    std::string bytes = std::string(type) + fourBytes(static_cast<std::uint32_t>(payload.size()));
    bytes += payload;
    bytes.append(payload.size() % 2, '\0');
    return bytes;
}

/// A file of one picture, made of the chunks of a frame.
std::string stillOf(std::string_view frame)
{
    std::string chunks;
    if (frame.substr(kFrameHeader).starts_with("ALPH")) {
        const std::string alphaFlag = fourBytes(0x10);
        chunks = chunk("VP8X", alphaFlag + std::string(frame.substr(6, 6)));
    }
    chunks += frame.substr(kFrameHeader);
    return chunk("RIFF", "WEBP" + chunks);
}

} // namespace

WebPFrame firstWebPFrame(std::string_view bytes)
{
    std::size_t at = 12;
    while (at + kChunkHeader + kFrameHeader <= bytes.size()) {
        const std::size_t length = littleEndian(bytes.substr(at + 4, 4));
        const std::string_view payload = bytes.substr(at + kChunkHeader, length);
        if (payload.size() < length) {
            break;
        }
        if (bytes.substr(at, 4) == "ANMF" && length > kFrameHeader) {
            return {.still = stillOf(payload),
                    .left = static_cast<int>(littleEndian(payload.substr(0, 3)) * 2),
                    .top = static_cast<int>(littleEndian(payload.substr(3, 3)) * 2)};
        }
        at += kChunkHeader + length + length % 2;
    }
    throw BadFile("it holds no frame");
}

} // namespace palimpsest

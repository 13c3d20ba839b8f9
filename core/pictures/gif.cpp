// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/gif.h"

#include "core/base/error.h"
#include "core/pictures/picture_header.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace palimpsest {

namespace {

constexpr int kPaletteColours = 256;
using Palette = std::array<std::uint8_t, std::size_t{kPaletteColours} * 3>;

/// Bytes that are taken one after another.
class Cursor
{
public:
    explicit Cursor(std::string_view bytes) : m_bytes(bytes) {}

    std::string_view take(std::size_t count)
    {
        if (count > m_bytes.size() - m_at) {
            throw BadFile("it was cut off");
        }
        m_at += count;
        return m_bytes.substr(m_at - count, count);
    }
    int byte() { return static_cast<unsigned char>(take(1).front()); }
    int word()
    {
        const int low = byte();
        return low | byte() << 8;
    }
    void skipBlocks()
    {
        while (const int length = byte()) {
            take(static_cast<std::size_t>(length));
        }
    }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
};

/// Where a frame lies on the canvas.
struct Frame
{
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    bool isInterlaced = false;
};

Palette greyPalette()
{
    Palette palette{};
    for (std::size_t i = 0; i < palette.size(); ++i) {
        palette[i] = static_cast<std::uint8_t>(i / 3);
    }
    return palette;
}

Palette readPalette(Cursor& cursor, int flags)
{
    Palette palette{};
    std::ranges::copy(cursor.take(std::size_t{3} << ((flags & 7) + 1)), palette.begin());
    return palette;
}

/// Undoes the compression of Lempel, Ziv and Welch, code by code.
class Codes
{
public:
    Codes(Cursor& cursor, int rootBits)
        : m_cursor(cursor), m_rootBits(rootBits), m_clear(1 << rootBits)
    {
        reset();
    }

    /// Appends pixels until there are `count`.
    void read(std::vector<std::uint8_t>& pixels, std::size_t count)
    {
        while (pixels.size() < count) {
            const int code = next();
            if (code == m_clear) {
                reset();
            } else if (code == m_clear + 1) {
                throw BadFile("its pixels end too early");
            } else {
                append(pixels, code);
            }
        }
        pixels.resize(count);
    }

private:
    static constexpr int kMaxCodes = 4096;

    int next()
    {
        while (m_available < m_bits) {
            if (m_left == 0) {
                m_left = m_cursor.byte();
                if (m_left == 0) {
                    throw BadFile("its pixels end too early");
                }
            }
            m_buffer |= static_cast<std::uint32_t>(m_cursor.byte()) << m_available;
            m_available += 8;
            --m_left;
        }
        const auto code = static_cast<int>(m_buffer & ((1U << m_bits) - 1));
        m_buffer >>= m_bits;
        m_available -= m_bits;
        return code;
    }

    void reset()
    {
        m_count = m_clear + 2;
        m_bits = m_rootBits + 1;
        m_previous = -1;
    }

    void append(std::vector<std::uint8_t>& pixels, int code)
    {
        if (code > m_count || (code == m_count && m_previous < 0) || code >= kMaxCodes) {
            throw BadFile("its pixels are damaged");
        }
        // A code that is not in the table yet is the one before and its own first pixel again.
        const bool isNew = code == m_count;
        const std::size_t begin = pixels.size();
        for (int at = isNew ? m_previous : code; at >= 0;
             at = at < m_clear ? -1 : m_prefix[static_cast<std::size_t>(at)]) {
            pixels.push_back(at < m_clear ? static_cast<std::uint8_t>(at)
                                          : m_last[static_cast<std::size_t>(at)]);
        }
        std::reverse(pixels.begin() + static_cast<std::ptrdiff_t>(begin), pixels.end());
        const std::uint8_t first = pixels[begin];
        if (isNew) {
            pixels.push_back(first);
        }
        if (m_previous >= 0 && m_count < kMaxCodes) {
            m_prefix[static_cast<std::size_t>(m_count)] = m_previous;
            m_last[static_cast<std::size_t>(m_count)] = first;
            ++m_count;
            if (m_count == 1 << m_bits && m_bits < 12) {
                ++m_bits;
            }
        }
        m_previous = code;
    }

    Cursor& m_cursor;
    int m_rootBits;
    int m_clear;
    int m_count = 0;
    int m_bits = 0;
    int m_previous = -1;
    int m_left = 0; // bytes of the current block
    int m_available = 0;
    std::uint32_t m_buffer = 0;
    std::array<int, kMaxCodes> m_prefix{};
    std::array<std::uint8_t, kMaxCodes> m_last{};
};

/// The rows of a frame in the order in which they are stored.
std::vector<int> rowOrder(const Frame& frame)
{
    struct Pass
    {
        int first;
        int step;
    };
    constexpr std::array<Pass, 4> kInterlaced = {{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    constexpr std::array<Pass, 1> kPlain = {{{0, 1}}};
    std::vector<int> rows;
    const auto add = [&](const auto& passes) {
        for (const Pass pass : passes) {
            for (int row = pass.first; row < frame.height; row += pass.step) {
                rows.push_back(row);
            }
        }
    };
    frame.isInterlaced ? add(kInterlaced) : add(kPlain);
    return rows;
}

void paint(Image& canvas, const Frame& frame, const Palette& palette,
           const std::vector<std::uint8_t>& pixels)
{
    std::size_t at = 0;
    for (const int row : rowOrder(frame)) {
        for (int x = 0; x < frame.width; ++x, ++at) {
            const int column = frame.left + x;
            const int line = frame.top + row;
            if (column < canvas.width && line < canvas.height) {
                const std::size_t to =
                    (static_cast<std::size_t>(line) * static_cast<std::size_t>(canvas.width) +
                     static_cast<std::size_t>(column)) *
                    3;
                std::copy_n(palette.begin() + std::ptrdiff_t{pixels[at]} * 3, 3,
                            canvas.pixels.begin() + static_cast<std::ptrdiff_t>(to));
            }
        }
    }
}

/// Skips to the first frame.
void findFrame(Cursor& cursor)
{
    while (true) {
        const int kind = cursor.byte();
        if (kind == ',') {
            return;
        }
        if (kind == ';') {
            throw BadFile("it holds no picture");
        }
        if (kind == '!') {
            cursor.byte();
            cursor.skipBlocks();
        }
    }
}

} // namespace

Image decodeGif(std::string_view bytes)
{
    Cursor cursor(bytes);
    cursor.take(6);
    Image canvas{.channels = 3};
    canvas.width = cursor.word();
    canvas.height = cursor.word();
    const int flags = cursor.byte();
    const int background = cursor.byte();
    cursor.byte();
    const bool hasPalette = (flags & 0x80) != 0;
    Palette palette = hasPalette ? readPalette(cursor, flags) : greyPalette();

    findFrame(cursor);
    Frame frame;
    frame.left = cursor.word();
    frame.top = cursor.word();
    frame.width = cursor.word();
    frame.height = cursor.word();
    const int frameFlags = cursor.byte();
    frame.isInterlaced = (frameFlags & 0x40) != 0;
    const Palette canvasPalette = palette;
    if ((frameFlags & 0x80) != 0) {
        palette = readPalette(cursor, frameFlags);
    }
    const std::int64_t area = std::int64_t{frame.width} * frame.height;
    if (area < 1 || area > kMaxPixels) {
        throw BadFile("its first frame has no pixels or too many");
    }
    const int rootBits = cursor.byte();
    if (rootBits < 1 || rootBits > 8) {
        throw BadFile("its pixels are damaged");
    }
    std::vector<std::uint8_t> pixels;
    pixels.reserve(static_cast<std::size_t>(area) + 1);
    Codes(cursor, rootBits).read(pixels, static_cast<std::size_t>(area));

    canvas.pixels.resize(static_cast<std::size_t>(canvas.width) *
                         static_cast<std::size_t>(canvas.height) * 3);
    for (std::size_t i = 0; i < canvas.pixels.size(); ++i) {
        canvas.pixels[i] = canvasPalette[static_cast<std::size_t>(background) * 3 + i % 3];
    }
    paint(canvas, frame, palette, pixels);
    return canvas;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/tiff_header.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>
#include <vector>

namespace palimpsest {

namespace {

constexpr std::uint64_t kEntryBytes = 12;
constexpr std::uint64_t kMaxEntries = 4096;
constexpr std::uint64_t kMaxPieces = 1u << 20;

enum Tag {
    kImageWidth = 256,
    kImageHeight = 257,
    kBitsPerSample = 258,
    kStripOffsets = 273,
    kOrientation = 274,
    kSamplesPerPixel = 277,
    kStripBytes = 279,
    kTileWidth = 322,
    kTileHeight = 323,
    kTileOffsets = 324,
    kTileBytes = 325,
    kExtraSamples = 338,
    kSampleFormat = 339,
};

/// Numbers in the byte order of one file.
class TiffReader
{
public:
    explicit TiffReader(const ByteSource& bytes) : m_bytes(bytes)
    {
        const std::string start = m_bytes(0, 4);
        m_isBigEndian = start.starts_with("MM");
        if ((!m_isBigEndian && !start.starts_with("II")) || number(start, 2, 2) != 42) {
            throw BadFile("it is no TIFF");
        }
    }

    TiffHeader read(std::uint64_t size)
    {
        m_directory = number(m_bytes(4, 4), 0, 4);
        const std::uint64_t count = number(m_bytes(m_directory, 2), 0, 2);
        if (count > kMaxEntries) {
            throw BadFile("its directory is too long");
        }
        const std::string entries = m_bytes(m_directory + 2, count * kEntryBytes);
        TiffHeader header;
        for (std::uint64_t i = 0; i < count; ++i) {
            take(entries, i * kEntryBytes, header);
        }
        for (std::size_t i = 0; i < m_lengths.size() && i < m_offsets.size(); ++i) {
            header.isCutOff |= static_cast<std::uint64_t>(m_offsets[i] + m_lengths[i]) > size;
        }
        return header;
    }

private:
    std::uint64_t number(const std::string& text, std::size_t at, std::size_t length) const
    {
        std::uint64_t result = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const std::size_t from = m_isBigEndian ? at + i : at + length - 1 - i;
            result = result << 8U | static_cast<unsigned char>(text[from]);
        }
        return result;
    }

    /// The values of an entry, `most` at most; none where they are of another kind.
    std::vector<std::int64_t> values(const std::string& entries, std::uint64_t at,
                                     std::uint64_t most) const
    {
        constexpr std::uint64_t kShort = 3;
        constexpr std::uint64_t kLong = 4;
        const std::uint64_t type = number(entries, at + 2, 2);
        const std::uint64_t count = std::min(number(entries, at + 4, 4), most);
        if (type != kShort && type != kLong) {
            return {};
        }
        const std::size_t length = type == kShort ? 2 : 4;
        // What does not fit into the entry stands where the entry says.
        const std::string text = number(entries, at + 4, 4) * length <= 4
                                     ? entries.substr(at + 8, 4)
                                     : m_bytes(number(entries, at + 8, 4), count * length);
        std::vector<std::int64_t> result;
        for (std::size_t i = 0; i < count; ++i) {
            result.push_back(static_cast<std::int64_t>(number(text, i * length, length)));
        }
        return result;
    }

    /// The first value of an entry; −1 where it has none.
    std::int64_t value(const std::string& entries, std::uint64_t at) const
    {
        const std::vector<std::int64_t> all = values(entries, at, 1);
        return all.empty() ? -1 : all.front();
    }

    void take(const std::string& entries, std::uint64_t at, TiffHeader& header)
    {
        switch (number(entries, at, 2)) {
        case kImageWidth:
            header.width = value(entries, at);
            break;
        case kImageHeight:
            header.height = value(entries, at);
            break;
        case kBitsPerSample:
            header.bits = value(entries, at);
            break;
        case kSamplesPerPixel:
            header.samples = value(entries, at);
            break;
        case kTileWidth:
            header.tileWidth = value(entries, at);
            break;
        case kTileHeight:
            header.tileHeight = value(entries, at);
            break;
        case kOrientation: {
            const std::int64_t orientation = value(entries, at);
            header.orientation =
                orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
            header.orientationAt = m_directory + 2 + at;
            break;
        }
        case kExtraSamples: {
            const std::int64_t meaning = value(entries, at);
            header.hasAlpha = meaning == 1 || meaning == 2;
            break;
        }
        case kSampleFormat:
            header.isUnsigned = value(entries, at) == 1;
            break;
        case kStripOffsets:
        case kTileOffsets:
            m_offsets = values(entries, at, kMaxPieces);
            break;
        case kStripBytes:
        case kTileBytes:
            m_lengths = values(entries, at, kMaxPieces);
            break;
        default:
            break;
        }
    }

    const ByteSource& m_bytes;
    bool m_isBigEndian = false;
    std::uint64_t m_directory = 0;
    std::vector<std::int64_t> m_offsets; // of strips or tiles
    std::vector<std::int64_t> m_lengths;
};

} // namespace

TiffHeader readTiffHeader(const ByteSource& bytes, std::uint64_t size)
{
    return TiffReader(bytes).read(size);
}

} // namespace palimpsest

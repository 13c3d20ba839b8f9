// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/picture_header.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/open_file.h"
#include "core/pictures/tiff_header.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace palimpsest {

namespace {

constexpr std::int64_t kMaxSide = 65'535;
constexpr int kMaxPieces = 100'000; // chunks or segments of a file
constexpr std::uint64_t kMaxExifBytes = 1u << 20;
constexpr int kMaxScans = 500; // of a progressive JPEG, each of which is a whole pass

bool isTooLarge(const PictureHeader& header)
{
    return header.width > kMaxSide || header.height > kMaxSide ||
           header.width * header.height > kMaxPixels;
}

/// A sound picture of a kind that is not read.
class NotReadHere : public BadFile
{
public:
    using BadFile::BadFile;
};

std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t result = 0;
    for (const char byte : bytes) {
        result = result << 8U | static_cast<unsigned char>(byte);
    }
    return result;
}

std::uint64_t littleEndian(std::string bytes)
{
    std::ranges::reverse(bytes);
    return bigEndian(bytes);
}

/// Orientation in EXIF data; 1 when these are damaged, as the picture itself may be sound.
int exifOrientation(std::string_view exif)
{
    if (exif.starts_with(std::string_view("Exif\0\0", 6))) {
        exif.remove_prefix(6);
    }
    try {
        return readTiffHeader(sourceOf(exif), exif.size()).orientation;
    } catch (const BadFile&) {
        return 1;
    }
}

/// Reads the header of one file.
class HeaderReader
{
public:
    HeaderReader(const ByteSource& bytes, std::uint64_t size) : m_bytes(bytes), m_size(size) {}

    /// None when no format begins like this.
    bool read(PictureHeader& header) const
    {
        const std::string start = m_bytes(0, std::min<std::uint64_t>(m_size, 16));
        const std::string_view first = start;
        if (first.starts_with("\x89PNG\r\n\x1A\n")) {
            header.format = PictureFormat::Png;
            readPng(header);
        } else if (first.starts_with("\xFF\xD8\xFF")) {
            header.format = PictureFormat::Jpeg;
            readJpeg(header);
        } else if (first.starts_with("GIF87a") || first.starts_with("GIF89a")) {
            header.format = PictureFormat::Gif;
            readGif(header);
        } else if (first.starts_with(std::string_view("II*\0", 4)) ||
                   first.starts_with(std::string_view("MM\0*", 4))) {
            header.format = PictureFormat::Tiff;
            readTiff(header);
        } else if (first.starts_with("RIFF") && first.substr(8).starts_with("WEBP")) {
            header.format = PictureFormat::WebP;
            readWebP(header);
        } else if (first.starts_with("BM")) {
            header.format = PictureFormat::Bmp;
            readBmp(header);
        } else if (first.size() > 2 && first[0] == 'P' && first[1] >= '1' && first[1] <= '6' &&
                   std::isspace(static_cast<unsigned char>(first[2])) != 0) {
            header.format = PictureFormat::Pnm;
            readPnm(header);
        } else {
            return false;
        }
        return true;
    }

private:
    std::int64_t big(std::uint64_t offset, std::uint64_t count) const
    {
        return static_cast<std::int64_t>(bigEndian(m_bytes(offset, count)));
    }

    std::int64_t little(std::uint64_t offset, std::uint64_t count) const
    {
        return static_cast<std::int64_t>(littleEndian(m_bytes(offset, count)));
    }

    void readPng(PictureHeader& header) const
    {
        header.width = big(16, 4);
        header.height = big(20, 4);
        header.bits = static_cast<int>(big(24, 1));
        std::uint64_t at = 8;
        for (int i = 0; i < kMaxPieces; ++i) {
            const std::uint64_t length = bigEndian(m_bytes(at, 4));
            const std::string type = m_bytes(at + 4, 4);
            if (i == 0 && (type != "IHDR" || length != 13)) {
                throw BadFile("its header is damaged");
            }
            if (type == "IEND" || isTooLarge(header)) {
                return;
            }
            if (length > m_size - at) {
                throw BadFile("it was cut off");
            }
            if (type == "eXIf" && length <= kMaxExifBytes) {
                header.orientation = exifOrientation(m_bytes(at + 8, length));
            }
            at += length + 12;
        }
        throw BadFile("it is in too many pieces");
    }

    /// Where the compressed data that begin at `at` end: at the next marker that is no restart.
    std::uint64_t skipScan(std::uint64_t at) const
    {
        constexpr std::uint64_t kBlock = 1u << 16;
        while (at + 1 < m_size) {
            const std::string block = m_bytes(at, std::min(kBlock, m_size - at));
            for (std::size_t i = 0; i + 1 < block.size(); ++i) {
                const auto next = static_cast<unsigned char>(block[i + 1]);
                if (block[i] == '\xFF' && next != 0 && next != 0xFF &&
                    (next < 0xD0 || next > 0xD7)) {
                    return at + i;
                }
            }
            at += block.size() - 1;
        }
        throw BadFile("it was cut off");
    }

    void readJpeg(PictureHeader& header) const
    {
        std::uint64_t at = 2;
        int scans = 0;
        bool hasExif = false;
        for (int i = 0; i < kMaxPieces; ++i) {
            const auto marker = static_cast<int>(big(at, 2));
            if (marker == 0xFFFF || marker < 0xFF00) { // filling, and stray bytes
                ++at;
                continue;
            }
            at += 2;
            if (marker == 0xFFD9) {
                if (header.width == 0) {
                    throw BadFile("it holds no picture");
                }
                return;
            }
            if (marker == 0xFF01 || (marker >= 0xFFD0 && marker <= 0xFFD8) || marker == 0xFF00) {
                continue;
            }
            const std::uint64_t length = bigEndian(m_bytes(at, 2));
            const bool isFrame = marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 &&
                                 marker != 0xFFC8 && marker != 0xFFCC;
            if (isFrame) {
                header.height = big(at + 3, 2);
                header.width = big(at + 5, 2);
                if (isTooLarge(header)) {
                    return; // it is refused without looking through the rest
                }
            } else if (marker == 0xFFE1 && !hasExif && length > 8 &&
                       m_bytes(at + 2, 6) == std::string_view("Exif\0\0", 6)) {
                header.orientation = exifOrientation(m_bytes(at + 2, length - 2));
                hasExif = true;
            }
            at += std::max<std::uint64_t>(length, 2);
            if (marker == 0xFFDA) {
                if (++scans > kMaxScans) {
                    throw BadFile("it has more than " + std::to_string(kMaxScans) + " scans");
                }
                at = skipScan(at);
            }
        }
        throw BadFile("it is in too many pieces");
    }

    void readGif(PictureHeader& header) const
    {
        header.width = little(6, 2);
        header.height = little(8, 2);
    }

    void readBmp(PictureHeader& header) const
    {
        const bool isOld = little(14, 4) == 12;
        header.width = isOld ? little(18, 2) : static_cast<std::int32_t>(little(18, 4));
        header.height = isOld ? little(20, 2) : static_cast<std::int32_t>(little(22, 4));
        header.height = std::abs(header.height); // negative where rows begin at the top
    }

    void readTiff(PictureHeader& header) const
    {
        const TiffHeader tiff = readTiffHeader(m_bytes, m_size);
        header.bits = static_cast<int>(tiff.bits);
        header.width = tiff.width;
        header.height = tiff.height;
        header.orientation = tiff.orientation;
        if (tiff.samples < 1 || tiff.samples > 4 || tiff.bits < 1) {
            throw BadFile("its pixels are no grey values or colours");
        }
        if (tiff.bits > 16 || !tiff.isUnsigned) {
            throw NotReadHere("its pixels are numbers of " + std::to_string(tiff.bits) +
                              " bits, with a sign, a point or more bits than are read. Save it "
                              "with whole numbers of 8 or 16 bits");
        }
        if (tiff.hasAlpha) {
            throw NotReadHere("it is a TIFF with transparency, which programs take in two ways. "
                              "Save it without");
        }
        if (tiff.isCutOff) {
            throw BadFile("it was cut off");
        }
        // A tile is decoded as a whole, however little of it the picture uses.
        if (tiff.tileWidth < 0 || tiff.tileHeight < 0 || tiff.tileWidth > kMaxSide ||
            tiff.tileHeight > kMaxSide || tiff.tileWidth * tiff.tileHeight > kMaxPixels) {
            throw BadFile("its tiles are too large");
        }
    }

    void readWebP(PictureHeader& header) const
    {
        std::uint64_t at = 12;
        const std::uint64_t end = 8 + littleEndian(m_bytes(4, 4));
        if (end > m_size) {
            throw BadFile("it was cut off");
        }
        for (int i = 0; i < kMaxPieces && at + 8 <= end; ++i) {
            const std::string type = m_bytes(at, 4);
            const std::uint64_t length = littleEndian(m_bytes(at + 4, 4));
            if (type == "VP8X") {
                header.width = little(at + 12, 3) + 1;
                header.height = little(at + 15, 3) + 1;
                header.isAnimated = (little(at + 8, 1) & 2) != 0;
            } else if (type == "VP8 " && header.width == 0) {
                header.width = little(at + 14, 2) & 0x3FFF;
                header.height = little(at + 16, 2) & 0x3FFF;
            } else if (type == "VP8L" && header.width == 0) {
                const std::int64_t sides = little(at + 9, 4);
                header.width = (sides & 0x3FFF) + 1;
                header.height = (sides >> 14 & 0x3FFF) + 1;
            } else if (type == "EXIF" && length <= kMaxExifBytes) {
                header.orientation = exifOrientation(m_bytes(at + 8, length));
            }
            at += 8 + length + length % 2;
        }
    }

    void readPnm(PictureHeader& header) const
    {
        constexpr std::uint64_t kLongest = 4096; // comments count
        const std::string text = m_bytes(0, std::min(m_size, kLongest));
        std::array<std::int64_t, 2> sides{};
        std::size_t at = 2;
        for (std::int64_t& side : sides) {
            while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) == 0) {
                if (text[at] == '#') {
                    at = std::min(text.find('\n', at), text.size());
                } else if (std::isspace(static_cast<unsigned char>(text[at])) == 0) {
                    throw BadFile("its header is damaged");
                } else {
                    ++at;
                }
            }
            while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0 &&
                   side <= kMaxSide) {
                side = side * 10 + (text[at++] - '0');
            }
        }
        header.width = sides[0];
        header.height = sides[1];
    }

    const ByteSource& m_bytes;
    std::uint64_t m_size;
};

} // namespace

ByteSource sourceOf(std::string_view bytes)
{
    return [bytes](std::uint64_t offset, std::uint64_t count) {
        if (offset > bytes.size() || count > bytes.size() - offset) {
            throw BadFile("it ends too early");
        }
        return std::string(bytes.substr(offset, count));
    };
}

PictureHeader readPictureHeader(const ByteSource& bytes, std::uint64_t size,
                                const std::string& name)
{
    if (size == 0) {
        throw BadFile(name + " is empty. Save or download it again.");
    }
    PictureHeader header;
    bool isKnown = false;
    try {
        isKnown = HeaderReader(bytes, size).read(header);
    } catch (const NotReadHere& error) {
        throw BadFile(name + " cannot be read, sound as it may be: " + error.what() + ".");
    } catch (const BadFile& error) {
        throw BadFile(name + " is a damaged picture: " + error.what() +
                      ". Save or download it again.");
    }
    if (!isKnown) {
        throw BadFile(name + " is not a picture that can be decoded: it begins like no PNG, JPEG, "
                             "BMP, GIF, TIFF, WebP or PNM. Convert it to PNG or JPEG with another "
                             "program and try again.");
    }
    if (header.width < 1 || header.height < 1) {
        throw BadFile(name + " has no pixels. Save or download it again.");
    }
    if (isTooLarge(header)) {
        throw BadFile(name + " has " + std::to_string(header.width) + " × " +
                      std::to_string(header.height) + " pixels, more than the " +
                      std::to_string(kMaxPixels / 1'000'000) + " million that are read. " +
                      "Make it smaller with another program and try again.");
    }
    return header;
}

PictureHeader readPictureHeader(const std::filesystem::path& path)
{
    const OpenFile file(path);
    const std::uint64_t size = file.stamp().size;
    const ByteSource source = [&](std::uint64_t offset, std::uint64_t count) {
        if (offset > size || count > size - offset) {
            throw BadFile("it ends too early");
        }
        return file.read(offset, count);
    };
    return readPictureHeader(source, size, quoted(path));
}

PictureHeader readPictureHeader(std::string_view bytes, const std::string& name)
{
    return readPictureHeader(sourceOf(bytes), bytes.size(), name);
}

} // namespace palimpsest

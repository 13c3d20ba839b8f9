// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/pictures/image.h"
#include "core/pictures/picture_header.h"
#include "core/samples/text_table.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

const fs::path kPictures = sourceFolder() / "tests/fixtures/pictures";

std::string bytesOf(const std::string& name)
{
    return readFile(kPictures / name, 1u << 20);
}

/// Largest difference between levels and those that are written in hexadecimal digits.
int furthest(const std::vector<std::uint8_t>& levels, const std::string& digits)
{
    if (digits.size() != levels.size() * 2) {
        return 256;
    }
    int result = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        result = std::max(result, std::abs(std::stoi(digits.substr(i * 2, 2), nullptr, 16) -
                                           static_cast<int>(levels[i])));
    }
    return result;
}

std::string hashOf(const Image& image)
{
    return "sha256 " + sha256(std::string_view(reinterpret_cast<const char*>(image.pixels.data()),
                                               image.pixels.size()));
}

// The table was written by Pillow 9.4: exif_transpose, then convert("RGB") and convert("L"); only
// the 16 bits of grey16.png were cut to 8 before, as it would have clipped them.
TEST(Picture, OfEveryKindIsReadAsTrainingProgramsDo)
{
    const TextTable table = readTextTable(kPictures / "expected.tsv");
    EXPECT_EQ(table.rows.size(), 26U);
    for (const TableRow& row : table.rows) {
        const std::string& name = row.fields[0];
        const int tolerance = name == "cmyk.jpg" ? 2 : 0;
        const Image colour = readImage(kPictures / name, 3);
        EXPECT_EQ(std::to_string(colour.width) + "\t" + std::to_string(colour.height),
                  row.fields[1] + "\t" + row.fields[2])
            << name;
        if (row.fields[3].starts_with("sha256")) {
            EXPECT_EQ(hashOf(colour), row.fields[3]) << name;
            continue;
        }
        EXPECT_LE(furthest(colour.pixels, row.fields[3]), tolerance) << name;
        EXPECT_LE(furthest(readImage(kPictures / name, 1).pixels, row.fields[4]), tolerance)
            << name;
    }
}

// A red, a blue and a green block tell the eight ways apart.
TEST(Picture, IsTurnedUprightOnce)
{
    const auto colourAt = [](const Image& image, int x, int y) {
        const auto at = static_cast<std::size_t>((y * image.width + x) * 3);
        const auto* rgb = image.pixels.data() + at;
        return rgb[0] > 200 ? 'r' : rgb[1] > 200 ? 'g' : rgb[2] > 200 ? 'b' : '-';
    };
    const std::vector<std::string> corners = {"rbg-", "br-g", "-gbr", "g-rb",
                                              "rgb-", "gr-b", "-bgr", "b-rg"};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const std::string name = "orientation_" + std::to_string(orientation) + ".jpg";
        const Image image = readImage(kPictures / name, 3);
        const std::string found = {colourAt(image, 2, 2), colourAt(image, image.width - 3, 2),
                                   colourAt(image, 2, image.height - 3),
                                   colourAt(image, image.width - 3, image.height - 3)};
        EXPECT_EQ(found, corners[static_cast<std::size_t>(orientation - 1)]) << name;
    }
}

TEST(Picture, ThatIsCutOffIsRefused)
{
    for (const std::string name :
         {"rgb.bmp", "rgb.ppm", "rgb.webp", "rgb.tif", "palette.png", "palette.gif", "alpha.png",
          "orientation_1.jpg", "cmyk.jpg", "animated.webp", "interlaced.gif"}) {
        const std::string bytes = bytesOf(name);
        for (const std::size_t left : {std::size_t{1}, std::size_t{10}, bytes.size() / 2}) {
            EXPECT_THROW(decodeImage(bytes.substr(0, left), name, 3), BadFile)
                << name << " of " << left << " bytes";
        }
    }
    const std::string jpeg = bytesOf("orientation_1.jpg");
    expectError<BadFile>([&] { decodeImage(jpeg.substr(0, jpeg.size() - 20), "a.jpg", 3); },
                         "a.jpg is a damaged picture: it was cut off");
    expectError<BadFile>([] { decodeImage("", "a.jpg", 3); }, "a.jpg is empty");
}

/// Bytes of `number`, the lowest first.
std::string littleEndian(std::uint32_t number, int count)
{
    std::string bytes;
    for (int i = 0; i < count; ++i, number >>= 8U) {
        bytes += static_cast<char>(number & 0xFFU);
    }
    return bytes;
}

/// A TIFF of one pixel, but for what it holds.
std::string tiffOf(int bits, int sampleFormat)
{
    const auto entry = [](std::uint32_t tag, int value) {
        return littleEndian(tag, 2) + littleEndian(3, 2) + littleEndian(1, 4) +
               littleEndian(static_cast<std::uint32_t>(value), 4);
    };
    return std::string("II*\0", 4) + littleEndian(8, 4) + littleEndian(4, 2) + entry(256, 1) +
           entry(257, 1) + entry(258, bits) + entry(339, sampleFormat) + littleEndian(0, 4);
}

TEST(Picture, OfNumbersWithAPointIsNotCalledDamaged)
{
    try {
        readPictureHeader(tiffOf(32, 3), "depth.tif");
        FAIL() << "32 bits with a point";
    } catch (const BadFile& error) {
        const std::string text = error.what();
        EXPECT_NE(text.find("depth.tif cannot be read"), std::string::npos) << text;
        EXPECT_NE(text.find("whole numbers of 8 or 16 bits"), std::string::npos) << text;
        EXPECT_EQ(text.find("damaged"), std::string::npos) << text;
    }
}

TEST(Picture, ThatWouldFillTheMemoryIsRefusedBeforeItIsDecoded)
{
    std::string png = bytesOf("palette.png");
    png.replace(16, 8, std::string("\0\0\xFF\0\0\0\xFF\0", 8));
    std::string jpeg = bytesOf("orientation_1.jpg");
    const std::size_t frame = jpeg.find("\xFF\xC0");
    jpeg.replace(frame + 5, 4, "\xFF\0\xFF\0", 4);
    std::string tiff = bytesOf("rgb.tif");
    const std::size_t width = tiff.find(std::string("\0\1\3\0\1\0\0\0", 8));
    tiff.replace(width + 2, 10, std::string("\4\0\1\0\0\0\0\0\0\1", 10));
    const std::string bmp = "BM" + std::string(12, '\0') + littleEndian(40, 4) +
                            littleEndian(100000, 4) + littleEndian(100000, 4) +
                            std::string(40, '\0');
    const std::string webp = "RIFF" + littleEndian(22, 4) + "WEBPVP8X" + littleEndian(10, 4) +
                             littleEndian(0, 4) + std::string(6, '\xFF');
    const std::string gif = "GIF89a" + std::string("\xFF\xFF\xFF\xFF\0\0\0,", 8);
    for (const std::string& bomb :
         {png, jpeg, tiff, bmp, webp, gif, std::string("P6 9999 99999 ")}) {
        expectError<BadFile>([&] { decodeImage(bomb, "bomb", 3); }, "more than the 64 million");
    }
    // A large first frame on a small canvas.
    const std::string frameBomb = "GIF89a" + littleEndian(1, 2) + littleEndian(1, 2) +
                                  std::string(3, '\0') + "," + littleEndian(0, 4) +
                                  littleEndian(0xFFFFFFFF, 4) + std::string("\0\2\0", 3);
    expectError<BadFile>([&] { decodeImage(frameBomb, "bomb", 3); }, "first frame");
}

TEST(Picture, GoesByItsContentsAndSaysWhichFormatsThereAre)
{
    EXPECT_EQ(readPictureHeader(bytesOf("wrong_name.jpg"), "x").format, PictureFormat::Png);
    EXPECT_EQ(readPictureHeader(bytesOf("orientation_6.webp"), "x").orientation, 6);
    EXPECT_TRUE(readPictureHeader(bytesOf("orientation_5.jpg"), "x").isOnItsSide());
    EXPECT_FALSE(readPictureHeader(bytesOf("orientation_4.jpg"), "x").isOnItsSide());
    EXPECT_TRUE(readPictureHeader(bytesOf("animated.webp"), "x").isAnimated);
    expectError<BadFile>([] { decodeImage("%PDF-1.4 something", "a.png", 3); }, "no PNG, JPEG");
}

TEST(Picture, OfAnyChangedByteIsReadOrRefused)
{
    for (const auto& entry : fs::directory_iterator(kPictures)) {
        const std::string name = entry.path().filename().string();
        const std::string bytes = bytesOf(name);
        for (std::size_t i = 0; i < bytes.size() && name != "expected.tsv"; i += 3) {
            for (const char changed : {'\0', '\xFF', static_cast<char>(bytes[i] ^ 0x10)}) {
                std::string damaged = bytes;
                damaged[i] = changed;
                try {
                    const Image image = decodeImage(damaged, name, 3);
                    EXPECT_EQ(image.pixels.size(), static_cast<std::size_t>(image.width) *
                                                       static_cast<std::size_t>(image.height) * 3);
                } catch (const BadFile&) {
                }
            }
        }
    }
}

// Pictures that others collected to break readers, where this machine has them.
TEST(Picture, OfTheCollectionsIsReadOrRefused)
{
    const fs::path folder = sourceFolder() / "../shared/data/robustness";
    if (!fs::exists(folder)) {
        GTEST_SKIP() << "The collections are not on this machine.";
    }
    int read = 0;
    for (const char* collection : {"image_rs_bad", "libpng_tests", "pillow", "pngsuite"}) {
        for (const auto& entry : fs::recursive_directory_iterator(folder / collection)) {
            try {
                read += entry.is_regular_file() && readImage(entry.path(), 3).width > 0 ? 1 : 0;
            } catch (const BadFile&) {
            }
        }
    }
    EXPECT_GT(read, 350);
}

} // namespace
} // namespace palimpsest

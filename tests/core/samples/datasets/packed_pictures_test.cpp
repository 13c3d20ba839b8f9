// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/packed_pictures.h"
#include "support/expect_error.h"
#include "support/mutants.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <memory>
#include <stdexcept>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// An IDX file of bytes with up to 255 of each.
std::string idx(const std::string& shape, const std::string& values)
{
    std::string bytes = {0, 0, 8, static_cast<char>(shape.size())};
    for (const char side : shape) {
        bytes += std::string(3, '\0') + side;
    }
    return bytes + values;
}

class PackedPictures : public testing::Test
{
protected:
    fs::path file(const std::string& name, const std::string& bytes)
    {
        writeFileAtomically(m_folder / name, bytes);
        return m_folder / name;
    }

    TemporaryFolder m_folder;
};

TEST_F(PackedPictures, OfIdxHaveTheirLabels)
{
    const fs::path images = file("images", idx({2, 1, 3}, "abcdef"));
    const fs::path labels = file("labels", idx({2}, {1, 0}));
    const PictureList list = readIdxPictures(images, labels, {"shirt", "shoe"}, "test");
    ASSERT_EQ(list.pictures.size(), 2U);
    EXPECT_EQ(list.pictures[1].image,
              (Image{.width = 3, .height = 1, .channels = 1, .pixels = {'d', 'e', 'f'}}));
    EXPECT_EQ(list.pictures[0].className, "shoe");
    EXPECT_EQ(list.pictures[0].label, 1);
    EXPECT_EQ(list.pictures[0].split, "test");
    EXPECT_EQ(readIdxPictures(images, labels, {}, "").classes,
              (std::vector<std::string>{"0", "1"}));
    const fs::path fromOne = file("from-one", idx({2}, {2, 1}));
    const PictureList letters = readIdxPictures(images, fromOne, {"a", "b"}, "");
    EXPECT_EQ(letters.pictures[0].className, "b") << "labels are values, not places";
    EXPECT_EQ(letters.labels, (std::vector<std::string>{"1", "2"}));
    expectError<BadFile>([&] { readIdxPictures(images, labels, {"one"}, ""); },
                         "the labels \"0\", \"1\" and 1 classes have names");
    expectError<BadFile>([&] { readIdxPictures(labels, images, {}, ""); }, "as many labels");
}

TEST_F(PackedPictures, OfDamagedIdxAreRefused)
{
    expectError<BadFile>([&] { readIdx(file("a", "PNG")); }, "cut off");
    expectError<BadFile>([&] { readIdx(file("a", "\x89PNG....")); }, "other bytes");
    expectError<BadFile>([&] { readIdx(file("a", idx({2, 2}, "abc"))); }, "cut off");
    expectError<BadFile>([&] { readIdx(file("a", idx({0}, ""))); }, "no sense");
    const std::string huge = std::string("\0\0\x08\x02", 4) + std::string(8, '\xFF');
    expectError<BadFile>([&] { readIdx(file("a", huge)); }, "no sense");
    expectError<BadFile>([&] { readIdx(m_folder / "none"); }, "none");
}

TEST_F(PackedPictures, ThatWouldUnpackToFarMoreThanTheyTakeAreRefused)
{
    const auto gzipped = [&](const char* name, const std::string& header, std::size_t zeros) {
        const std::unique_ptr<gzFile_s, decltype(&gzclose)> out(
            gzopen((m_folder / name).c_str(), "wb9"), &gzclose);
        gzwrite(out.get(), header.data(), static_cast<unsigned>(header.size()));
        const std::string block(std::size_t{1} << 20, '\0');
        for (std::size_t done = 0; done < zeros; done += block.size()) {
            gzwrite(out.get(), block.data(), static_cast<unsigned>(block.size()));
        }
        return m_folder / name;
    };
    const std::string images("\0\0\x08\x03\0\0\x40\0\0\0\x01\0\0\0\0\x40", 16); // 2^28 bytes
    const fs::path bomb = gzipped("bomb.gz", images, std::size_t{1} << 28);
    const fs::path labels =
        file("labels", std::string("\0\0\x08\x01\0\0\x40\0", 8) + std::string(1 << 14, '\0'));
    EXPECT_LT(fs::file_size(bomb), 1'000'000U);
    const ReadingEnd end = readInChild([&] {
        expectError<BadFile>([&] { readIdx(bomb); }, "would unpack to 256 MiB");
        expectError<BadFile>([&] { readIdxPictures(bomb, labels, {}, ""); }, "256 MiB");
        if (testing::Test::HasFailure()) {
            throw std::runtime_error("not refused");
        }
    });
    EXPECT_FALSE(end.isCrash);
    EXPECT_LT(end.moreKilobytes, 20'000);
}

TEST_F(PackedPictures, OfCifarAreTurnedFromPlanesIntoPixels)
{
    file("batches.meta.txt", "airplane\r\nautomobile\n\n");
    const std::string record =
        '\1' + std::string(1024, 'r') + std::string(1024, 'g') + std::string(1024, 'b');
    file("data_batch_2.bin", record);
    file("test_batch.bin", record + record);
    const PictureList list = readCifar10(m_folder.path());
    ASSERT_EQ(list.pictures.size(), 3U);
    EXPECT_EQ(list.classes, (std::vector<std::string>{"airplane", "automobile"}));
    EXPECT_EQ(list.pictures[0].split + list.pictures[2].split, "traintest");
    EXPECT_EQ(list.pictures[0].className, "automobile");
    EXPECT_EQ(list.pictures[0].image.pixels[3], 'r');
    EXPECT_EQ(list.pictures[0].image.pixels.back(), 'b');
    file("test_batch.bin", record + "x");
    expectError<BadFile>([&] { readCifar10(m_folder.path()); }, "whole pictures");
    file("test_batch.bin", '\7' + record.substr(1));
    expectError<BadFile>([&] { readCifar10(m_folder.path()); }, "label 7");
}

TEST_F(PackedPictures, OfAFolderAreInOneNumbering)
{
    file("emnist-train-images-idx3-ubyte", idx({2, 1, 1}, "ab"));
    file("emnist-train-labels-idx1-ubyte", idx({2}, {26, 1}));
    file("t10k-images.idx3-ubyte", idx({1, 1, 1}, "c"));
    file("t10k-labels.idx1-ubyte", idx({1}, {3}));
    const PictureList list = listIdxPictures(m_folder.path());
    EXPECT_EQ(list.classes, (std::vector<std::string>{"1", "3", "26"}));
    ASSERT_EQ(list.pictures.size(), 3U);
    EXPECT_EQ(list.pictures[0].label, 2);
    EXPECT_EQ(list.pictures[0].split + list.pictures[2].split, "traintest");
    EXPECT_EQ(list.pictures[2].label, 1);
}

TEST_F(PackedPictures, OfFashionMnistAreThoseOfTheDebianPackage)
{
    const fs::path folder = "/usr/share/datasets/fashion-mnist";
    if (!fs::exists(folder)) {
        GTEST_SKIP() << "The package dataset-fashion-mnist is not installed.";
    }
    const PictureList list = readIdxPictures(folder / "t10k-images-idx3-ubyte.gz",
                                             folder / "t10k-labels-idx1-ubyte.gz", {}, "test");
    EXPECT_EQ(list.pictures.size(), 10000U);
    EXPECT_EQ(list.classes.size(), 10U);
    EXPECT_EQ(list.pictures.front().label, 9);
    EXPECT_EQ(list.pictures.front().image.width, 28);
}

} // namespace
} // namespace palimpsest

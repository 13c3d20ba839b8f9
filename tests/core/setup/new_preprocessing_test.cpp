// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/samples/preprocessing_presets.h"
#include "core/setup/new_preprocessing.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/folder_bytes.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// A study of one picture of 64 × 32 pixels, of which the models see the middle 32 × 32.
class NewPreprocessing : public testing::Test
{
protected:
    NewPreprocessing()
    {
        writePng(m_folder / "images/a.png",
                 {.width = 64,
                  .height = 32,
                  .channels = 1,
                  .pixels = std::vector<std::uint8_t>(std::size_t{64} * 32, 9)});
        write(drawing(4, 4, 12, 20));
    }

    /// A drawing on what is seen, from (left, top) to (right, bottom).
    static Drawing drawing(double left, double top, double right, double bottom)
    {
        return {.width = 32,
                .height = 32,
                .shapes = {{.label = "wing",
                            .polygon = {{left, top}, {right, top}, {right, bottom}, {left, bottom}},
                            .otherKeys = {}}},
                .parts = {{.name = "wing", .colour = "#112233"}}};
    }

    void write(const Drawing& drawing) const
    {
        writeLabelMe(partsPath(m_folder.path(), m_study.samples[0]), drawing, "../images/a.png");
    }

    static Preprocessing plainResize(int height, int width)
    {
        return {.width = width,
                .height = height,
                .mean = {0.5},
                .std = {0.5},
                .resizing = {.mode = ResizeMode::Squash}};
    }

    TemporaryFolder m_folder;
    Study m_study{.name = "s",
                  .classes = {"a", "b"},
                  .preprocessing = {.width = 32,
                                    .height = 32,
                                    .mean = {0.5},
                                    .std = {0.5},
                                    .resizing = {.mode = ResizeMode::ShorterSide, .side = 32}},
                  .samples = {{.id = "a", .image = "images/a.png"}}};
};

TEST_F(NewPreprocessing, CarriesPartsThroughTheOriginal)
{
    // Seen 4…12 is 20…28 on the original, which is 10…14 of 32.
    const auto parts = partsUnder(plainResize(64, 32), m_folder.path(), m_study);
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts.at("a").height, 64);
    EXPECT_EQ(parts.at("a").shapes[0].polygon,
              (std::vector<Point>{{10, 8}, {14, 8}, {14, 40}, {10, 40}}));
    EXPECT_EQ(parts.at("a").parts[0].colour, "#112233");
    writeParts(m_folder.path(), m_study, {.drawings = parts}, [] {});
    EXPECT_EQ(seenParts(m_folder.path(), m_study.samples[0], plainResize(64, 32)), parts.at("a"));
}

TEST_F(NewPreprocessing, PartsOfTheOriginalStayAsTheyAre)
{
    Drawing original = drawing(20, 4, 28, 20);
    original.width = 64;
    write(original);
    EXPECT_EQ(partsUnder(plainResize(16, 24), m_folder.path(), m_study).at("a"), original);
    // Its size would be taken for that of what these models see.
    Preprocessing sameSize = plainResize(32, 64);
    sameSize.resizing = {.mode = ResizeMode::Squash, .side = 64};
    Drawing carried = partsUnder(sameSize, m_folder.path(), m_study).at("a");
    EXPECT_EQ(carried.shapes[0].polygon,
              (std::vector<Point>{{20, -8}, {28, -8}, {28, 24}, {20, 24}}));
}

TEST_F(NewPreprocessing, PartsStandAsTheyStoodWhenTheRestFails)
{
    const auto parts = partsUnder(plainResize(64, 32), m_folder.path(), m_study);
    const FolderBytes before = bytesBelow(m_folder.path());
    expectError<NotWritable>(
        [&] {
            writeParts(m_folder.path(), m_study, {.drawings = parts}, [&] {
                EXPECT_NE(bytesBelow(m_folder.path()), before) << "study.json comes last";
                throw NotWritable("The disk is full.");
            });
        },
        "The disk is full.");
    EXPECT_EQ(bytesBelow(m_folder.path()), before);
}

TEST_F(NewPreprocessing, SaysWhichPartsCouldNotBePutBack)
{
    const auto parts = partsUnder(plainResize(64, 32), m_folder.path(), m_study);
    const auto file = partsPath(m_folder.path(), m_study.samples[0]);
    expectError<NotWritable>(
        [&] {
            writeParts(m_folder.path(), m_study, {.drawings = parts}, [&] {
                std::filesystem::remove(file);
                std::filesystem::create_directory(file);
                throw NotWritable("The disk is full.");
            });
        },
        "The disk is full. " + quoted(file) + " has its new parts now");
}

TEST_F(NewPreprocessing, IsRefusedWithTheReason)
{
    expectError<BadInput>(
        [&] { partsUnder(exactPreprocessing(48), m_folder.path(), m_study); },
        "Sample a cannot be prepared so: Picture \"images/a.png\" is 64 × 32 pixels");
    m_study.preprocessing = plainResize(32, 32);
    write(drawing(0, 4, 6, 20)); // the left of the original, which a crop leaves out
    Preprocessing cropped = plainResize(32, 32);
    cropped.resizing = {.mode = ResizeMode::ShorterSide, .side = 32};
    expectError<BadInput>([&] { partsUnder(cropped, m_folder.path(), m_study); },
                          "Sample a: the parts \"wing\" would lie outside");
}

TEST_F(NewPreprocessing, PartsOfTheOriginalAreSeenWhereTheyLie)
{
    Drawing original = drawing(20, 4, 28, 20);
    original.width = 64;
    write(original);
    EXPECT_EQ(seenParts(m_folder.path(), m_study.samples[0], m_study.preprocessing),
              drawing(4, 4, 12, 20));
    original.width = 63;
    write(original);
    expectError<BadInput>(
        [&] { seenParts(m_folder.path(), m_study.samples[0], m_study.preprocessing); },
        "a picture of 63 × 32 pixels, but the sample has 64 × 32");
}

} // namespace
} // namespace palimpsest

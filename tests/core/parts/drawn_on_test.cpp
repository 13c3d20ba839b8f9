// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/drawn_on.h"
#include "core/parts/labelme_picture.h"
#include "core/pictures/image.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Levels that rise to the right, or to the bottom.
Image ramp(int side, bool isDown)
{
    Image image{.width = side, .height = side, .channels = 1, .pixels = {}};
    for (int i = 0; i < side * side; ++i) {
        const int place = isDown ? i / side : i % side;
        image.pixels.push_back(static_cast<std::uint8_t>(255 * place / (side - 1)));
    }
    return image;
}

class DrawnOnTest : public testing::Test
{
protected:
    DrawnOn read(const std::string& keys)
    {
        writeFileAtomically(m_folder / "a.json", "{" + keys + "}");
        return drawnOn(m_folder / "a.json");
    }

    std::string encoded(const Image& image)
    {
        writePng(m_folder / "held.png", image);
        return toBase64(readFile(m_folder / "held.png", 1 << 20));
    }

    TemporaryFolder m_folder;
};

TEST_F(DrawnOnTest, NamesComeWithoutTheFoldersOfEitherSystem)
{
    EXPECT_EQ(read(R"("imagePath": "..\\img\\bird.jpg")").name, "bird.jpg");
    EXPECT_EQ(read(R"("imagePath": "/home/x/img/bird.jpg")").name, "bird.jpg");
    EXPECT_EQ(read(R"("imagePath": null, "imageData": null)"), DrawnOn());
    writeFileAtomically(m_folder / "list.json", "[]");
    expectError<BadFile>([&] { drawnOn(m_folder / "list.json"); }, "no JSON object");
}

TEST_F(DrawnOnTest, PicturesAreCalledAlikeWhateverTheirFolderCaseAndEnding)
{
    for (const char* same : {"bird.jpg", "BIRD.JPG", "bird", "..\\img\\bird.png", "x/bird.jpeg"}) {
        EXPECT_TRUE(areCalledAlike(same, "img/bird.jpg")) << same;
    }
    for (const char* other : {"bird2.jpg", "birds", "bird.jpg/cat.png", ""}) {
        EXPECT_FALSE(areCalledAlike(other, "img/bird.jpg")) << other;
    }
    EXPECT_FALSE(areCalledAlike("scan.v1", "scan.v2.png")) << "a point in a name is no ending";
}

TEST_F(DrawnOnTest, APictureInTheFileIsKnownByWhatItShows)
{
    writePng(m_folder / "a.png", ramp(64, false));
    const DrawnOn small = read(R"("imageData": ")" + encoded(ramp(32, false)) + "\"");
    EXPECT_EQ(whyOfAnother(small, true, m_folder / "a.png"), "") << "in another size";
    const DrawnOn other = read(R"("imageData": ")" + encoded(ramp(64, true)) + "\"");
    EXPECT_NE(whyOfAnother(other, true, m_folder / "a.png").find("shows other things"),
              std::string::npos);
    EXPECT_TRUE(read(R"("imageData": "bm8gcGljdHVyZQ==")").levels.empty()) << "it is none";
}

TEST_F(DrawnOnTest, AnotherNameIsSaid)
{
    const DrawnOn on{.name = "cat.jpg", .levels = {}};
    EXPECT_EQ(whyOfAnother(on, false, m_folder / "a.png"), "says that it is drawn on \"cat.jpg\"");
    EXPECT_EQ(whyOfAnother(on, true, m_folder / "a.png"), "");
    EXPECT_EQ(whyOfAnother({}, false, m_folder / "a.png"), "") << "it says nothing";
}

} // namespace
} // namespace palimpsest

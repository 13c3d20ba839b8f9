// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/pictures/label_png.h"
#include "support/annotation_bench.h"
#include "support/expect_error.h"

#include <cstdint>
#include <filesystem>

namespace palimpsest {
namespace {

class Masks : public AnnotationBench
{
protected:
    static std::string png(int width, int height, std::vector<std::uint8_t> labels)
    {
        return encodeLabelPng(
            {.width = width, .height = height, .labels = std::move(labels), .colours = {}});
    }
};

TEST_F(Masks, LabelsAreCalledAsAListSays)
{
    write("bird.png", png(3, 1, {0, 2, 255}));
    EXPECT_EQ(namesOf(only()), (std::vector<std::string>{"label 2"})) << "255 is left open";
    write("classes.txt", "beak\neye\n");
    EXPECT_EQ(namesOf(only("masks")), (std::vector<std::string>{"eye"}));
    write("class_names.txt", "_background_\r\nbeak\r\nthe eye\r\n");
    EXPECT_EQ(namesOf(only("masks")), (std::vector<std::string>{"the eye"}));
}

TEST_F(Masks, OneFilePerPartIsTakenWhateverTheyAreCalled)
{
    write("bird/wing.png", png(2, 2, {255, 0, 0, 0}));
    write("bird/a%2Fb.png", png(2, 2, {0, 1, 0, 0}));
    const Drawing drawing = only("part-masks");
    EXPECT_EQ(namesOf(drawing), (std::vector<std::string>{"a/b", "wing"}));
    EXPECT_EQ(paint(drawing).labels, (std::vector<std::uint8_t>{2, 1, 0, 0}));
    write("bird/x.png", png(1, 1, {1}));
    expectError<BadFile>([&] { read("part-masks"); }, "another size");
}

TEST_F(Masks, NoiseIsRefusedBeforeItIsOutlined)
{
    std::vector<std::uint8_t> noise(1000 * 1000);
    for (std::size_t i = 0; i < noise.size(); ++i) {
        noise[i] = static_cast<std::uint8_t>((i + i / 1000) % 2);
    }
    write("bird.png", png(1000, 1000, noise));
    expectError<BadFile>([&] { read("masks"); }, "a mask that is noise");
}

TEST_F(Masks, MoreNamesThan8BitsTellApartAreRefused)
{
    std::vector<AnnotatedPicture> pictures;
    for (int i = 0; i < 255; ++i) {
        pictures.push_back({.name = std::to_string(i),
                            .drawing = drawingOf({box("p" + std::to_string(i), 0, 0, 2, 2)}, 2, 2),
                            .otherKeys = {}});
    }
    expectError<BadInput>([&] { formatCalled("masks").write(pictures); }, "254 different names");
}

TEST_F(Masks, LinksAreNotFollowed)
{
    const TemporaryFolder other;
    writeFileAtomically(other / "bird.png", png(1, 1, {1}));
    write("plain.png", png(1, 1, {1}));
    std::filesystem::create_symlink(other / "bird.png", m_folder / "bird.png");
    std::filesystem::create_directory_symlink(other.path(), m_folder / "more");
    EXPECT_EQ(read("masks").pictures.size(), 1U);
    EXPECT_NE(remarks("masks").find("\"bird.png\", \"more\""), std::string::npos)
        << remarks("masks");
}

TEST_F(Masks, WhatLooksLikeNoAnnotationsSaysWhatThereIs)
{
    write("notes.md", "hello");
    expectError<BadInput>([&] { read(); }, "labelme, cub, coco, cvat");
    expectError<BadFile>([&] { readAnnotations(m_folder / "none", {}, {}); }, "not there");
}

TEST_F(Masks, DamagedOnesAreLeftOutWithAllOfTheirPicture)
{
    write("bird.png", png(2, 1, {0, 1}));
    write("cut.png", png(2, 1, {0, 1}).substr(0, 40));
    EXPECT_EQ(read("masks").pictures.size(), 1U);
    EXPECT_NE(remarks("masks").find("cut.png"), std::string::npos) << remarks("masks");
    std::filesystem::remove(m_folder / "bird.png");
    std::filesystem::remove(m_folder / "cut.png");
    write("bird/wing.png", png(2, 1, {0, 1}));
    write("cat/ear.png", png(2, 1, {0, 1}));
    write("cat/tail.png", "no picture");
    const Annotations annotations = read("part-masks");
    ASSERT_EQ(annotations.pictures.size(), 1U) << "no half picture";
    EXPECT_EQ(annotations.pictures[0].name, "bird");
    EXPECT_NE(remarks("part-masks").find("tail.png"), std::string::npos) << remarks("part-masks");
}

} // namespace
} // namespace palimpsest

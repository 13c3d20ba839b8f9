// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/pictures/image.h"
#include "core/pictures/label_png.h"
#include "support/annotation_bench.h"
#include "support/expect_error.h"

namespace palimpsest {
namespace {

class Voc : public AnnotationBench
{
protected:
    /// An annotation of a picture of 6 × 4 pixels.
    static std::string xml(const std::string& objects)
    {
        return "<annotation><filename>a.jpg</filename><size><width>6</width><height>4</height>"
               "<depth>3</depth></size>" +
               objects + "</annotation>";
    }

    static std::string bndbox(int left, int top, int right, int bottom)
    {
        const auto side = [](const char* name, int value) {
            return std::string("<") + name + ">" + std::to_string(value) + "</" + name + ">";
        };
        return "<bndbox>" + side("xmin", left) + side("ymin", top) + side("xmax", right) +
               side("ymax", bottom) + "</bndbox>";
    }

    static std::string png(const std::vector<std::uint8_t>& labels)
    {
        LabelPicture picture{.width = 6, .height = 4, .labels = labels, .colours = {}};
        for (int label = 0; label < 256; ++label) {
            picture.colours.push_back(vocColour(label));
        }
        return encodeLabelPng(picture);
    }
};

TEST_F(Voc, BoxesCountPixelsFromOneAndHoldTheLast)
{
    write("Annotations/a.xml",
          xml("<object><name>person</name>" + bndbox(1, 2, 3, 4) + "<part><name>head</name>" +
              bndbox(2, 2, 2, 3) + "</part></object><object><name>person</name>" +
              bndbox(4, 1, 6, 4) + "</object><object><name>cat</name></object>"));
    const Drawing drawing = only();
    EXPECT_EQ(namesOf(drawing), (std::vector<std::string>{"person", "head", "person 2"}));
    EXPECT_EQ(drawing.shapes[0].polygon, box("", 0, 1, 3, 4).polygon);
    EXPECT_EQ(paint(drawing).parts[1].pixels, 2U);
    EXPECT_NE(remarks().find("the object \"cat\", which has no bndbox"), std::string::npos);
}

TEST_F(Voc, PixelsOfObjectsGoBeforeTheirBoxes)
{
    const std::vector<std::uint8_t> classes = {15, 15, 0, 15, 15, 255, 15, 15, 0, 15, 15, 255,
                                               8,  8,  0, 0,  0,  0,   0,  0,  0, 0,  0,  0};
    const std::vector<std::uint8_t> objects = {1, 1, 0, 2, 2, 255, 1, 1, 0, 2, 2, 255,
                                               3, 3, 0, 0, 0, 0,   0, 0, 0, 0, 0, 0};
    write("SegmentationClass/a.png", png(classes));
    write("SegmentationObject/a.png", png(objects));
    write("Annotations/a.xml",
          xml("<object><name>person</name>" + bndbox(1, 1, 6, 4) + "<part><name>hand</name>" +
              bndbox(1, 1, 1, 1) + "</part></object>"));
    const LabelMap map = paint(only());
    ASSERT_EQ(map.partCount(), 4);
    EXPECT_EQ(map.parts[0], (Part{.name = "person", .pixels = 3})) << "a hand lies on it";
    EXPECT_EQ(map.parts[1], (Part{.name = "person 2", .pixels = 4}));
    EXPECT_EQ(map.parts[2], (Part{.name = "cat", .pixels = 2}));
    EXPECT_EQ(map.parts[3], (Part{.name = "hand", .pixels = 1}));
    EXPECT_NE(remarks().find("boxes of objects whose pixels are given"), std::string::npos);
}

TEST_F(Voc, PartsAreWrittenAsPartsAgain)
{
    write("Annotations/a.xml", xml("<object><name>person</name>" + bndbox(1, 1, 3, 4) +
                                   "</object><object>"
                                   "<name>person</name>" +
                                   bndbox(4, 1, 6, 4) + "<part><name>head</name>" +
                                   bndbox(5, 1, 5, 2) + "</part></object>"));
    const Drawing drawing = only();
    write(formatCalled("voc").write(read().pictures));
    const std::string written = readFile(m_folder / "Annotations/a.xml", 1 << 20);
    const auto part = written.find("<part>");
    ASSERT_NE(part, std::string::npos) << written;
    EXPECT_GT(part, written.rfind("<object>")) << "of the object that it lies in";
    EXPECT_EQ(paint(only()).labels, paint(drawing).labels);
}

TEST_F(Voc, TakesMasksInTrueColourByTheirLabelMap)
{
    Image colours{.width = 6, .height = 4, .channels = 3, .pixels = {}};
    colours.pixels.resize(6 * 4 * 3);
    colours.pixels[0] = 10;
    writePng(m_folder / "SegmentationClass/a.png", colours);
    EXPECT_EQ(namesOf(only()), (std::vector<std::string>{"#0a0000"}));
    write("labelmap.txt", "# label:color_rgb:parts:actions\nbackground:0,0,0::\na:b:10,0,0::\n");
    EXPECT_EQ(namesOf(only()), (std::vector<std::string>{"a:b"}));
}

TEST_F(Voc, RefusesWhatIsDamagedByName)
{
    write("Annotations/a.xml",
          xml("<object><name>cat</name><bndbox><xmin>x</xmin></bndbox></object>"));
    expectError<BadFile>([&] { read("voc"); }, "object \"cat\" has no number as its xmin");
    write("Annotations/a.xml", xml(""));
    write("SegmentationClass/a.png",
          encodeLabelPng({.width = 1, .height = 1, .labels = {0}, .colours = {}}));
    expectError<BadFile>([&] { read("voc"); }, "another size");
    write("SegmentationClass/a.png", "no picture");
    expectError<BadFile>([&] { read("voc"); }, "a.png");
}

TEST_F(Voc, DamagedFilesLeaveTheOthers)
{
    write("Annotations/a.xml", xml("<object><name>cat</name>" + bndbox(1, 1, 6, 4) + "</object>"));
    write("Annotations/b.xml",
          xml("<object><name>dog</name>" + bndbox(1, 1, 6, 4) +
              "</object><object><name>cat</name><bndbox><xmin>x</xmin></bndbox></object>"));
    write("Annotations/c.xml", "<annotation><object>");
    EXPECT_EQ(namesOf(only()), (std::vector<std::string>{"cat"}));
    for (const char* what : {"b.xml", "has no number as its xmin", "c.xml", "1 × a box became"}) {
        EXPECT_NE(remarks().find(what), std::string::npos) << remarks();
    }
}

TEST_F(Voc, FilesThatNameAnotherPictureSayIt)
{
    write("Annotations/b.xml", xml(""));
    EXPECT_EQ(read("voc").pictures.at(0).name, "b");
    EXPECT_EQ(read("voc").pictures.at(0).drawnOn.name, "a.jpg");
}

} // namespace
} // namespace palimpsest

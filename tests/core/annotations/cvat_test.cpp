// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "support/annotation_bench.h"
#include "support/expect_error.h"

namespace palimpsest {
namespace {

class Cvat : public AnnotationBench
{
protected:
    void writeImage(const std::string& shapes)
    {
        write("annotations.xml",
              R"(<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version>
                 <image id="0" name="a.jpg" width="20" height="10">)" +
                  shapes + "</image></annotations>");
    }

    void expectRefused(const std::string& shapes, const std::string& message)
    {
        writeImage(shapes);
        expectError<BadFile>([&] { read("cvat"); }, message);
    }
};

TEST_F(Cvat, ReadsWhatHasAnAreaInTheOrderOfDepth)
{
    writeImage(R"(<box label="eye" xtl="1" ytl="2" xbr="4.5" ybr="6" z_order="2"/>
                  <polygon label="head" points="0.00,0.00;10.00,0.00;10.00,8.50" z_order="0"/>
                  <mask label="tail" rle="1, 2, 1, 2" left="12" top="3" width="3" height="2"/>)");
    const Drawing drawing = only();
    EXPECT_EQ(namesOf(drawing), (std::vector<std::string>{"head", "tail", "eye"}));
    EXPECT_EQ(drawing.shapes[0].polygon, (std::vector<Point>{{0, 0}, {10, 0}, {10, 8.5}}));
    EXPECT_EQ(drawing.shapes[2].polygon, box("", 1, 2, 4.5, 6).polygon);
    const LabelMap map = paint(drawing);
    EXPECT_EQ(map.parts[1].pixels, 4U);
    EXPECT_EQ(map.labels[3 * 20 + 12], 0);
    EXPECT_EQ(map.labels[3 * 20 + 13], 2);
}

TEST_F(Cvat, TurnsBoxesAndEllipses)
{
    writeImage(R"(<box label="a" xtl="4" ytl="4" xbr="8" ybr="6" rotation="90"/>
                  <ellipse label="b" cx="14" cy="5" rx="4" ry="2" rotation="90"/>)");
    const Drawing drawing = only();
    EXPECT_NEAR(drawing.shapes[0].polygon[0].x, 7.0, 1e-9) << "its upper left corner, clockwise";
    EXPECT_NEAR(drawing.shapes[0].polygon[0].y, 3.0, 1e-9);
    ASSERT_EQ(drawing.shapes[1].polygon.size(), 64U);
    EXPECT_NEAR(drawing.shapes[1].polygon[0].x, 14.0, 1e-9);
    EXPECT_NEAR(drawing.shapes[1].polygon[0].y, 9.0, 1e-9);
    EXPECT_NE(remarks().find("an ellipse became a polygon"), std::string::npos);
}

TEST_F(Cvat, GroupsAreOnePartAndOtherNamesakesAreNot)
{
    writeImage(R"(<polygon label="wing" points="0,0;4,0;4,4" group_id="3"/>
                  <polygon label="wing" points="6,0;9,0;9,4" group_id="3"/>
                  <polygon label="wing" points="10,0;14,0;14,4"/>
                  <polygon label="" points="15,0;19,0;19,4"/>)");
    EXPECT_EQ(namesOf(only()), (std::vector<std::string>{"wing", "wing 2", "unnamed"}));
    EXPECT_EQ(only().shapes[1].label, "wing");
}

TEST_F(Cvat, LeavesOutByNameWhatHasNoArea)
{
    writeImage(R"(<polyline label="beak" points="1,2;3,4"/><points label="eyes" points="1,2"/>
                  <cuboid label="crate" xtl1="1"/><tag label="bird"/>)");
    EXPECT_TRUE(only().parts.empty());
    for (const char* what : {"polyline \"beak\"", "points \"eyes\"", "cuboid \"crate\"", "tag"}) {
        EXPECT_NE(remarks().find(what), std::string::npos) << remarks();
    }
    write("annotations.xml", R"(<annotations><track id="0" label="car"/></annotations>)");
    EXPECT_NE(remarks().find("the track \"car\", which is of a video"), std::string::npos);
}

TEST_F(Cvat, RefusesWhatIsDamagedByName)
{
    expectRefused(R"(<polygon label="beak" points="1,2;3"/>)", "polygon \"beak\"");
    expectRefused(R"(<polygon label="beak" points="1,2;3,nan;4,5"/>)", "x,y");
    expectRefused(R"(<box label="eye" xtl="1" ytl="2" xbr="4"/>)", "\"ybr\"");
    expectRefused(R"(<mask label="eye" rle="1,9" left="0" top="0" width="3" height="2"/>)",
                  "more pixels");
    expectRefused(R"(<mask label="eye" rle="1" left="0" top="0" width="60000" height="60000"/>)",
                  "size that no mask has");
    write("annotations.xml", "<annotations><image>");
    expectError<BadFile>([&] { read("cvat"); }, "no whole XML");
}

TEST_F(Cvat, EntitiesLeadNowhere)
{
    write("secret.txt", "secret");
    write("annotations.xml",
          "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + (m_folder / "secret.txt").string() +
              "\"><!ENTITY l \"lol\">]><annotations><image name=\"a\" width=\"9\" height=\"9\">"
              "<box label=\"&e;&l;\" xtl=\"1\" ytl=\"1\" xbr=\"3\" "
              "ybr=\"3\"/></image></annotations>");
    EXPECT_EQ(namesOf(only("cvat")), (std::vector<std::string>{"&e;&l;"}));
}

TEST_F(Cvat, SubsetsAreFoldersOfPictures)
{
    write("annotations.xml",
          R"(<annotations><image name="a.jpg" subset="Train" width="9" height="9"/>
             <image name="a.jpg" subset="Test" width="9" height="9"/></annotations>)");
    ASSERT_EQ(read().pictures.size(), 2U);
    EXPECT_EQ(read().pictures[1].name, "Test/a.jpg");
}

} // namespace
} // namespace palimpsest

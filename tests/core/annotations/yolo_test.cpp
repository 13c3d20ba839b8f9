// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/pictures/image.h"
#include "support/annotation_bench.h"
#include "support/expect_error.h"

namespace palimpsest {
namespace {

class Yolo : public AnnotationBench
{
protected:
    Yolo() { m_size = {20, 10}; }

    void expectRefused(const std::string& line, const std::string& message)
    {
        write("labels/a.txt", "0 0.1 0.1 0.2 0.2\n" + line);
        expectError<BadFile>([&] { read("yolo"); }, message);
    }
};

TEST_F(Yolo, ReadsOutlinesAndBoxesAsSharesOfThePicture)
{
    write("data.yaml", "train: images\nnames: ['head', \"left: wing\"]  # two\nnc: 2\n");
    write("labels/train/a.txt",
          "1 0.1 0.2 0.525 0.2 0.5 0.6\n\n0 0.5 0.5 0.2 0.4\n1 0 0 1 0 1 1\n");
    const Annotations annotations = read();
    ASSERT_EQ(annotations.pictures.size(), 1U);
    EXPECT_EQ(annotations.pictures[0].name, "train/a");
    const Drawing& drawing = annotations.pictures[0].drawing;
    EXPECT_EQ(namesOf(drawing), (std::vector<std::string>{"left: wing", "head", "left: wing 2"}));
    EXPECT_EQ(drawing.shapes[0].polygon, (std::vector<Point>{{2, 2}, {10.5, 2}, {10, 6}}));
    EXPECT_EQ(drawing.shapes[1].polygon, box("", 8, 3, 12, 7).polygon);
}

TEST_F(Yolo, NamesOfClassesStandInManyWays)
{
    write("labels/a.txt", "3 0.5 0.5 0.2 0.4\n");
    const auto nameIn = [&](const std::string& file, const std::string& text) {
        write(file, text);
        return namesOf(only()).at(0);
    };
    EXPECT_EQ(namesOf(only()).at(0), "class 3");
    EXPECT_NE(remarks().find("No data.yaml"), std::string::npos);
    EXPECT_EQ(nameIn("obj.names", "a\nb\nc\nd\n"), "d");
    EXPECT_EQ(nameIn("data.yaml", "names:\n  0: a\n  3: tail feather # last\nnc: 4"),
              "tail feather");
    EXPECT_EQ(nameIn("data.yaml", "names:\n- a\n- b\n- c\n- it''s\npath: x"), "it''s");
    EXPECT_EQ(nameIn("data.yaml", "names: [a, b,\n  'c, d', 'it''s']\n"), "it's");
    EXPECT_EQ(nameIn("data.yaml", "names: {0: a, 3: \"q\\\"\"}\n"), "q\"");
    EXPECT_EQ(nameIn("data.yaml", "names: [a, b"), "class 3") << "cut off";
}

TEST_F(Yolo, SizesComeFromThePictureBeside)
{
    m_size = {};
    write("labels/train/a.txt", "0 0.5 0.5 1 1\n");
    EXPECT_TRUE(read("yolo").pictures.empty());
    EXPECT_NE(remarks("yolo").find("\"train/a\""), std::string::npos);
    const Image image{
        .width = 4, .height = 3, .channels = 1, .pixels = std::vector<std::uint8_t>(12)};
    writePng(m_folder / "images/val/a.png",
             {.width = 1, .height = 1, .channels = 1, .pixels = {0}});
    writePng(m_folder / "images/train/a.png", image);
    EXPECT_EQ(only().width, 4);
    EXPECT_EQ(read().pictures[0].name, "train/a.png");
}

TEST_F(Yolo, OtherTextsAreNoLabels)
{
    write("labels/a.txt", "0 0.5 0.5 1 1\n");
    write("labels/README.txt", "hello");
    write("train.txt", "images/a.jpg");
    EXPECT_EQ(read().pictures.size(), 1U);
}

TEST_F(Yolo, RefusesWhatIsDamagedByName)
{
    expectRefused("0 0.1 0.2 0.3", "line 2 is no class with a box");
    expectRefused("0 0.1 0.2 0.3 0.4 0.5 0.6 0.7", "line 2");
    expectRefused("-1 0.1 0.2 0.3 0.4", "line 2");
    expectRefused("0 0.1 0.2 x 0.4", "\"x\", which is no number");
    expectRefused("0 0.1 1e99 0.3 0.4", "millions of pixels away");
}

TEST_F(Yolo, DamagedFilesLeaveTheOthers)
{
    write("labels/a.txt", "0 0.5 0.5 0.2 0.4\n");
    write("labels/b.txt", "0 0.5 0.5 0.2 0.4\n1 0.1 x\n");
    const Annotations annotations = read();
    ASSERT_EQ(annotations.pictures.size(), 1U);
    EXPECT_EQ(annotations.pictures[0].name, "a");
    EXPECT_NE(remarks().find("b.txt"), std::string::npos) << remarks();
    EXPECT_NE(remarks().find("\"x\", which is no number"), std::string::npos) << remarks();
}

} // namespace
} // namespace palimpsest

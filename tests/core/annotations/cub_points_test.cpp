// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "support/annotation_bench.h"
#include "support/expect_error.h"

#include <algorithm>
#include <filesystem>

namespace palimpsest {
namespace {

class CubPoints : public AnnotationBench
{
protected:
    CubPoints()
    {
        m_size = {.width = 60, .height = 40};
        write("images.txt", "1 001.Auklet/Auklet_0001.jpg\n2 002.Ani/Ani_0007.jpg\n");
        write("parts/parts.txt", "1 back\n2 left eye\n");
        write("parts/part_locs.txt", "1 1 12.0 30.5 1\n1 2 0.0 0.0 0\n2 1 5 6 1\n2 2 7 90 1\n");
    }
};

TEST_F(CubPoints, AreThoseThatAreVisibleByTheNamesOfTheirParts)
{
    const Annotations annotations = read();
    ASSERT_EQ(annotations.pictures.size(), 2U);
    const AnnotatedPicture& first = annotations.pictures[0];
    EXPECT_EQ(first.name, "001.Auklet/Auklet_0001.jpg");
    EXPECT_EQ(first.drawing.width, 60);
    EXPECT_TRUE(first.drawing.shapes.empty());
    EXPECT_TRUE(first.drawing.parts.empty());
    EXPECT_EQ(first.drawing.points,
              (std::vector<PartPoint>{{.label = "back", .at = {12.0, 30.5}}}));
    EXPECT_EQ(annotations.pictures[1].drawing.points.size(), 1U);
    EXPECT_NE(remarks().find("\"left eye\", which lies outside"), std::string::npos) << remarks();
}

TEST_F(CubPoints, AreFoundFromTheirFileAlone)
{
    const PictureSizes known = [this](const std::string& name) {
        return name.ends_with("Ani_0007.jpg") ? std::optional(m_size) : std::nullopt;
    };
    const Annotations annotations =
        readAnnotations(m_folder / "parts" / "part_locs.txt", {}, {.sizes = known, .progress = {}});
    ASSERT_EQ(annotations.pictures.size(), 1U);
    EXPECT_EQ(annotations.pictures[0].name, "002.Ani/Ani_0007.jpg");
    EXPECT_TRUE(std::ranges::any_of(annotations.remarks, [](const std::string& remark) {
        return remark.find("1 picture that is no sample") != std::string::npos;
    }));
}

TEST_F(CubPoints, AreRefusedByLineWhereTheyAreDamaged)
{
    for (const char* damaged :
         {"1 1 12.0 30.5", "1 1 x 30.5 1", "1 9 1 1 1", "9 1 1 1 1", "1 1 1 1 2", "1 1 inf 1 1"}) {
        write("parts/part_locs.txt", std::string("1 1 12.0 30.5 1\n") + damaged + "\n");
        expectError<BadFile>([&] { read(); }, "line 2 is not");
    }
    std::filesystem::remove(m_folder / "images.txt");
    expectError<BadFile>([&] { read(); }, "without images.txt");
}

TEST_F(CubPoints, AreNotWritten)
{
    EXPECT_EQ(formatCalled("cub").write, nullptr);
}

} // namespace
} // namespace palimpsest

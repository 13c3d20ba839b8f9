// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/part_regions.h"
#include "core/base/error.h"
#include "core/parts/painting.h"
#include "support/annotation_bench.h"

#include <algorithm>

namespace palimpsest {
namespace {

/// A part with a hole, as outlines of masks have it.
Shape ring(const std::string& label)
{
    std::vector<bool> mask(25, true);
    mask[12] = false;
    return {label, outlineOf(mask, {5, 5}, {20, 10}), {}};
}

/// Parts of several shapes, with fractions, over one another, with a hole, and shapes that erase.
Drawing wildDrawing()
{
    return drawingOf({{"head", {{2.5, 3.25}, {14, 2}, {13.5, 15.5}, {3, 14}}, {}},
                      box("wing: left", 16, 2, 19, 8),
                      box("eye", 5, 5, 8, 8),
                      ring("tail"),
                      box(kBackgroundLabel, 10, 10, 12, 12),
                      {"wing: left", {{16, 12}, {19, 12}, {17.5, 18.75}}, {}}},
                     30, 20);
}

/// The same without what erases, as drawings in the order of their parts are.
Drawing plainDrawing()
{
    return drawingOf({{"head", {{2.5, 3.25}, {14, 2}, {13.5, 15.5}, {3, 14}}, {}},
                      box("eye", 5, 5, 8, 8),
                      ring("tail")},
                     30, 20);
}

class RoundTrips : public AnnotationBench, public testing::WithParamInterface<const char*>
{
protected:
    const AnnotationFormat& format() const { return formatCalled(GetParam()); }

    void expectBack(const Drawing& drawing)
    {
        m_size = {drawing.width, drawing.height};
        write(format().write({{.name = "bird.png", .drawing = drawing, .otherKeys = {}}}));
        EXPECT_EQ(formatOf(listSource(m_folder.path())).name, std::string(GetParam()))
            << "it is told by what it looks like";
        const Annotations back = read();
        ASSERT_EQ(back.pictures.size(), 1U);
        EXPECT_EQ(back.pictures[0].name.substr(0, 4), "bird");
        EXPECT_EQ(namesOf(back.pictures[0].drawing), namesOf(drawing));
        EXPECT_EQ(paint(back.pictures[0].drawing), paint(drawing));
    }
};

TEST_P(RoundTrips, OursComeBackWithTheSameLabelMap)
{
    expectBack(wildDrawing());
}

TEST_P(RoundTrips, PaintedPartsComeBackToo)
{
    Drawing drawing = wildDrawing();
    drawing = withPainted(drawing, 0,
                          {.left = 12, .top = 1, .width = 2, .height = 2, .pixels = {1, 0, 1, 1}});
    drawing = withErased(
        drawing,
        {.left = 6, .top = 4, .width = 1, .height = 9, .pixels = std::vector<std::uint8_t>(9, 1)});
    expectBack(drawing);
}

TEST_P(RoundTrips, PartsBehindOthersComeBackToo)
{
    Drawing drawing = plainDrawing();
    std::ranges::reverse(drawing.parts); // another order than that of the shapes
    expectBack(drawing);
}

TEST_P(RoundTrips, TheirsAreWrittenAgainAsTheyWere)
{
    m_size = {30, 20};
    const AnnotationFiles theirs =
        format().write({{.name = "bird.png", .drawing = plainDrawing(), .otherKeys = {}},
                        {.name = "other.png",
                         .drawing = drawingOf({box("eye", 1, 1, 4, 4)}, 30, 20),
                         .otherKeys = {}}});
    write(theirs);
    std::vector<AnnotatedPicture> read = this->read().pictures;
    for (AnnotatedPicture& picture : read) { // where a format does not hold the ending
        picture.name = std::filesystem::path(picture.name).stem().string() + ".png";
    }
    EXPECT_EQ(format().write(read), theirs);
}

TEST_P(RoundTrips, NamesThatLeadOutOfTheFolderStayInIt)
{
    for (const AnnotationFile& file : format()
                                          .write({{.name = "../../etc/cron.d/job.png",
                                  .drawing = drawingOf({box("../x/y", 1, 1, 4, 4)}, 30, 20),
                                  .otherKeys = {}}})
                                          .files) {
        EXPECT_TRUE(file.path.is_relative()) << file.path;
        EXPECT_EQ(std::ranges::count(file.path, std::filesystem::path("..")), 0) << file.path;
    }
}

TEST_P(RoundTrips, PartsOfWhichNothingIsSeenAreNamed)
{
    Drawing drawing = plainDrawing();
    drawing.parts.push_back({.name = "claw", .colour = {}});
    const AnnotationFiles files =
        format().write({{.name = "bird.png", .drawing = drawing, .otherKeys = {}}});
    if (std::string(GetParam()) == "labelme") {
        EXPECT_TRUE(files.remarks.empty()) << "it keeps them";
    } else {
        ASSERT_EQ(files.remarks.size(), 1U);
        EXPECT_NE(files.remarks[0].find("\"claw\""), std::string::npos);
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrips,
                         testing::Values("labelme", "coco", "cvat", "voc", "yolo", "part-masks",
                                         "masks"),
                         [](const auto& info) {
                             std::string name = info.param;
                             std::erase(name, '-');
                             return name;
                         });

TEST(PartRegions, AreAsDrawnWherePaintingThemInOrderIsTheSame)
{
    const Drawing drawing = drawingOf({box("sofa", 0, 0, 20, 10), box("cat", 5, 0, 9, 10)}, 20, 10);
    const std::vector<PartRegion> regions = regionsOf(drawing);
    ASSERT_EQ(regions.size(), 2U);
    EXPECT_EQ(regions[0].polygons[0], drawing.shapes[0].polygon) << "not only what is seen of it";
    EXPECT_FALSE(regions[0].isPixels) << "a rectangle is no mask";
    EXPECT_EQ(extentOf(regions[1]), (Extent{5, 0, 9, 10}));
}

TEST(PartRegions, AreWhatIsSeenWhereShapesErase)
{
    const Drawing drawing =
        drawingOf({box("sofa", 0, 0, 20, 10), box(kBackgroundLabel, 5, 2, 9, 6)}, 20, 10);
    const std::vector<PartRegion> regions = regionsOf(drawing);
    ASSERT_EQ(regions.size(), 1U);
    EXPECT_TRUE(regions[0].isPixels);
    EXPECT_EQ(std::ranges::count(maskOf(regions[0], {20, 10}), true), 200 - 16);
}

TEST(FormatCatalogue, ListsWhatThereIs)
{
    EXPECT_EQ(listedFormats(), "labelme, cub, coco, cvat, voc, yolo, part-masks, masks");
    EXPECT_THROW(formatCalled("tfrecord"), BadInput);
}

} // namespace
} // namespace palimpsest

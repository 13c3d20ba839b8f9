// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/format_catalogue.h"
#include "core/base/files.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// A folder or file of real annotations and what it comes to.
struct RealAnnotations
{
    const char* source; ///< below the collection
    const char* format; ///< which it is taken for
    std::size_t pictures;
    std::size_t parts;
};

constexpr RealAnnotations kReal[] = {
    {"labelme/semantic_segmentation/data_annotated", "labelme", 3, 9},
    {"labelme/instance_segmentation/data_annotated", "labelme", 3, 9},
    {"labelme/instance_segmentation/data_dataset_coco", "coco", 3, 12},
    {"labelme/bbox_detection/data_annotated", "labelme", 3, 4},
    {"labelme/bbox_detection/data_dataset_voc", "voc", 3, 9},
    {"labelme/primitives", "labelme", 1, 3},
    {"labelme/tutorial", "labelme", 1, 4},
    {"labelme/classification/data_annotated", "labelme", 2, 0},
    {"datumaro/coco_dataset/coco", "coco", 2, 3},
    {"datumaro/coco_dataset/coco_captions", "coco", 2, 0},
    {"datumaro/coco_dataset/coco_image_info", "coco", 2, 0},
    {"datumaro/coco_dataset/coco_instances", "coco", 2, 3},
    {"datumaro/coco_dataset/coco_labels", "coco", 2, 0},
    {"datumaro/coco_dataset/coco_panoptic", "coco", 2, 0},
    {"datumaro/coco_dataset/coco_person_keypoints", "coco", 2, 3},
    {"datumaro/coco_dataset/coco_roboflow", "coco", 2, 3},
    {"datumaro/coco_dataset/coco_stuff", "coco", 2, 2},
    {"datumaro/coco_dataset/mmdet_coco", "coco", 2, 3},
    {"datumaro/cvat_dataset/for_images/export_project", "cvat", 6, 6},
    {"datumaro/cvat_dataset/for_images/export_task", "cvat", 2, 2},
    {"datumaro/cvat_dataset/for_video", "cvat", 0, 0},
    {"datumaro/voc_dataset/voc_dataset1", "voc", 1, 2},
    {"datumaro/voc_dataset/voc_dataset2", "voc", 5, 4},
    {"datumaro/voc_dataset/voc_dataset3", "voc", 1, 1},
    {"datumaro/yolo_dataset/annotations", "yolo", 1, 2},
    {"datumaro/yolo_dataset/labels", "yolo", 2, 4},
    {"datumaro/yolo_dataset/strict", "yolo", 1, 2},
};

std::size_t partsOf(const Annotations& annotations)
{
    std::size_t count = 0;
    for (const AnnotatedPicture& picture : annotations.pictures) {
        count += picture.drawing.parts.size();
    }
    return count;
}

/// What files without sizes get.
std::optional<PixelSize> usualSize(const std::string&)
{
    return PixelSize{20, 10};
}

class SharedAnnotations : public testing::TestWithParam<RealAnnotations>
{
protected:
    SharedAnnotations()
    {
        m_source = sourceFolder() / "../shared/data/annotations" / GetParam().source;
    }

    void SetUp() override
    {
        if (!fs::exists(m_source)) {
            GTEST_SKIP() << "The collection is not on this machine.";
        }
    }

    fs::path m_source;
};

TEST_P(SharedAnnotations, AreReadAndSayWhatTheyLeaveOut)
{
    EXPECT_EQ(formatOf(listSource(m_source)).name, std::string(GetParam().format));
    const Annotations annotations =
        readAnnotations(m_source, {}, {.sizes = usualSize, .progress = {}});
    EXPECT_EQ(annotations.pictures.size(), GetParam().pictures);
    EXPECT_EQ(partsOf(annotations), GetParam().parts);
    if (GetParam().parts == 0 && GetParam().format != std::string("labelme")) {
        EXPECT_TRUE(!annotations.remarks.empty() ||
                    GetParam().source == std::string("datumaro/coco_dataset/coco_image_info"));
    }
}

/// What the format holds comes through every format: the same parts with the same pixels.
TEST_P(SharedAnnotations, GoThroughEveryFormat)
{
    const Annotations annotations =
        readAnnotations(m_source, {}, {.sizes = usualSize, .progress = {}});
    for (const AnnotatedPicture& picture : annotations.pictures) {
        if (picture.drawing.parts.empty()) {
            continue;
        }
        for (const AnnotationFormat& format : annotationFormats()) {
            if (format.write == nullptr) { // which is read alone
                continue;
            }
            SCOPED_TRACE(std::string(format.name) + " of " + picture.name);
            const TemporaryFolder folder;
            for (const AnnotationFile& file : format.write({picture}).files) {
                writeFileAtomically(folder.path() / file.path, file.bytes);
            }
            const Annotations back =
                readAnnotations(folder.path(), format.name,
                                {.sizes =
                                     [&](const std::string&) {
                                         return std::optional(PixelSize{picture.drawing.width,
                                                                        picture.drawing.height});
                                     },
                                 .progress = {}});
            ASSERT_EQ(back.pictures.size(), 1U);
            LabelMap before = paint(picture.drawing);
            LabelMap after = paint(back.pictures[0].drawing);
            EXPECT_EQ(after.labels.size(), before.labels.size());
            std::vector<std::pair<std::string, std::size_t>> areas;
            std::vector<std::pair<std::string, std::size_t>> areasBefore;
            for (const Part& part : before.parts) {
                if (part.pixels > 0) {
                    areasBefore.emplace_back(part.name, part.pixels);
                }
            }
            for (const Part& part : after.parts) {
                if (part.pixels > 0) {
                    areas.emplace_back(part.name, part.pixels);
                }
            }
            std::ranges::sort(areas);
            std::ranges::sort(areasBefore);
            EXPECT_EQ(areas, areasBefore);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Files, SharedAnnotations, testing::ValuesIn(kReal), [](const auto& info) {
    std::string name = info.param.source;
    std::ranges::replace_if(
        name, [](char c) { return c == '/'; }, '_');
    return name;
});

} // namespace
} // namespace palimpsest

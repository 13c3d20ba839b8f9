// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/picture_list.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

class PictureListTest : public testing::Test
{
protected:
    void file(const std::string& name, const std::string& bytes = "x")
    {
        writeFileAtomically(m_folder / name, bytes);
    }

    TemporaryFolder m_folder;
};

/// A data set of others, where this machine has it; empty otherwise.
fs::path sharedSet(const std::string& name)
{
    const fs::path folder = sourceFolder() / "../shared/data/images" / name;
    return fs::exists(folder) ? folder : fs::path();
}

TEST_F(PictureListTest, OfAFolderNumbersClassesByTextOrNaturally)
{
    for (const char* name :
         {"2/b.png", "2/a10.JPG", "2/a9.jpg", "10/c.webp", "10/notes.txt", ".hidden/d.png"}) {
        file(name);
    }
    const PictureList byText = listImageFolder(m_folder.path(), ClassOrder::ByText);
    EXPECT_EQ(byText.classes, (Texts{"10", "2"}));
    const PictureList natural = listImageFolder(m_folder.path(), ClassOrder::Natural);
    EXPECT_EQ(natural.classes, (Texts{"2", "10"}));
    ASSERT_EQ(natural.pictures.size(), 4U);
    EXPECT_EQ(natural.pictures[0].path.filename(), "a9.jpg");
    EXPECT_EQ(natural.pictures[3].label, 1);
    EXPECT_EQ(byText.pictures[3].label, 0);
    EXPECT_TRUE(ordersDiffer(natural.classes));
    EXPECT_FALSE(ordersDiffer({"cat", "dog"}));
}

TEST_F(PictureListTest, OfAFolderTakesSplits)
{
    file("train/cat/a.png");
    file("val/dog/b.png");
    const PictureList list = listImageFolder(m_folder.path(), ClassOrder::ByText);
    EXPECT_EQ(list.classes, (Texts{"cat", "dog"}));
    EXPECT_EQ(list.pictures[1].split, "val");
    EXPECT_EQ(list.pictures[1].label, 1);
}

TEST_F(PictureListTest, OfAFolderWithoutPicturesIsRefused)
{
    expectError<BadFile>([&] { listImageFolder(m_folder.path(), ClassOrder::ByText); },
                         "no folders");
    expectError<BadFile>([&] { listImageFolder(m_folder / "none", ClassOrder::ByText); }, "none");
}

TEST_F(PictureListTest, OfATableHasItsNumbersAndNames)
{
    file("a.png");
    file("deep/b.png");
    file("list.csv", "file,label,class\na.png,7,cat\nb.png,3,dog\n");
    const PictureList list = listPictureTable(m_folder / "list.csv");
    EXPECT_EQ(list.classes, (Texts{"dog", "cat"}));
    EXPECT_EQ(list.pictures[0].label, 7);
    EXPECT_EQ(list.pictures[1].path, m_folder / "deep/b.png");
    file("names.csv", "path,class,split\na.png,dog,train\nb.png,cat,test\n");
    const PictureList named = listPictureTable(m_folder / "names.csv");
    EXPECT_EQ(named.pictures[0].label, 1);
    EXPECT_EQ(named.pictures[0].split, "train");
}

TEST_F(PictureListTest, OfATableSaysWhatIsWrong)
{
    file("a.png");
    const auto expectRefused = [&](const std::string& text, const std::string& message) {
        file("list.csv", text);
        expectError<BadFile>([&] { listPictureTable(m_folder / "list.csv"); }, message);
    };
    expectRefused("file,label\nmissing.png,1\n", "line 2 names \"missing.png\"");
    expectRefused("file,label\na.png,-1\n", "line 2 has the label \"-1\"");
    expectRefused("file,width\na.png,1\n", "needs a header");
    expectRefused("file,label,class\na.png,1,cat\na.png,1,dog\n", "\"cat\" and for \"dog\"");
    file("one/b.png");
    file("two/b.png");
    expectRefused("file,label\nb.png,1\n", "more than one");
}

TEST_F(PictureListTest, OfCubHasSplitsAndParts)
{
    file("classes.txt", "1 001.Albatross\n2 002.Ani\n");
    file("images/002.Ani/a b.jpg");
    file("images.txt", "5 002.Ani/a b.jpg\n6 002.Ani/c.jpg\n");
    file("image_class_labels.txt", "5 2\n");
    file("train_test_split.txt", "5 1\n");
    file("parts/parts.txt", "1 back\n2 left eye\n");
    file("parts/part_locs.txt", "5 1 0.0 0.0 0\n5 2 12.5 7.0 1\n");
    const PictureList list = listCub200(m_folder.path());
    EXPECT_EQ(list.missing, 1U);
    EXPECT_EQ(list.pictures,
              (std::vector<ListedPicture>{{.path = m_folder / "images/002.Ani/a b.jpg",
                                           .className = "002.Ani",
                                           .label = 1,
                                           .split = "train",
                                           .parts = {{"left eye", 12.5, 7.0}}}}));
    file("image_class_labels.txt", "5 3\n");
    expectError<BadFile>([&] { listCub200(m_folder.path()); }, "Line 1 of");
    file("image_class_labels.txt", "7 1\n");
    expectError<BadFile>([&] { listCub200(m_folder.path()); }, "image_class_labels.txt");
    for (const char* table : {"image_class_labels.txt", "train_test_split.txt"}) {
        file("image_class_labels.txt", "5 2\n");
        file(table, ""); // ends before it has told anything
        expectError<BadFile>([&] { listCub200(m_folder.path()); }, table);
    }
}

TEST_F(PictureListTest, OfRealSetsIsComplete)
{
    const fs::path cub = sharedSet("cub200_10classes");
    const fs::path cars = sharedSet("stanford_cars");
    const fs::path imageNet = sharedSet("imagenet_samples");
    const fs::path cifar = sharedSet("cifar10_jpg");
    if (cub.empty() || cars.empty() || imageNet.empty() || cifar.empty()) {
        GTEST_SKIP() << "The data sets are not on this machine.";
    }
    const PictureList birds = listCub200(cub);
    EXPECT_EQ(birds.pictures.size(), 360U);
    EXPECT_EQ(birds.missing, 183U);
    EXPECT_EQ(std::ranges::count(birds.pictures, "test", &ListedPicture::split), 60);
    EXPECT_GT(birds.pictures[0].parts.size(), 5U);
    EXPECT_TRUE(fs::exists(birds.pictures[0].path));
    EXPECT_EQ(listPictureTable(cars / "annotations.csv").pictures.size(), 50U);
    const PictureList things = listPictureTable(imageNet / "index.csv");
    EXPECT_EQ(things.pictures[1].className, "brambling");
    EXPECT_EQ(things.pictures[1].label, 10);
    EXPECT_EQ(listImageFolder(cifar, ClassOrder::ByText).pictures.size(), 2000U);
    EXPECT_EQ(listPictureTable(cifar / "labels.csv").classes.size(), 10U);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/unclear.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

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

    PictureList listed(const std::string& name) const
    {
        return listImageFolder(m_folder / name, ClassOrder::ByText);
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
    EXPECT_TRUE(byText.hasOtherOrder);
    EXPECT_TRUE(natural.hasOtherOrder);
    fs::rename(m_folder / "10", m_folder / "3");
    EXPECT_FALSE(listImageFolder(m_folder.path(), ClassOrder::ByText).hasOtherOrder);
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
    EXPECT_EQ(list.labels, (Texts{"3", "7"}));
    EXPECT_EQ(list.pictures[0].label, 1) << "its place, not its value";
    EXPECT_EQ(list.pictures[1].path, m_folder / "deep/b.png");
    file("names.csv", "path,class,split\na.png,dog,train\nb.png,cat,test\n");
    const PictureList named = listPictureTable(m_folder / "names.csv");
    EXPECT_EQ(named.pictures[0].label, 1);
    EXPECT_EQ(named.pictures[0].split, "train");
}

TEST_F(PictureListTest, OfATableSaysWhatIsWrong)
{
    file("a.png");
    file("c.png");
    const auto expectRefused = [&](const std::string& text, const std::string& message) {
        file("list.csv", text);
        expectError<BadFile>([&] { listPictureTable(m_folder / "list.csv"); }, message);
    };
    expectRefused("file,label\nmissing.png,1\n", "line 2 names \"missing.png\"");
    expectRefused("file,label\na.png,\n", "line 2 has no label");
    expectRefused("file,label\na.png,1\na.png,2\n", "line 3 gives \"a.png\" the label 2");
    expectRefused("file,label,class\na.png,1,cat\nc.png,2,cat\n", "\"cat\" has the labels 1 and 2");
    expectRefused("file,label,class\na.png,1,cat\na.png,1,dog\n", "\"cat\" and for \"dog\"");
    file("one/b.png");
    file("two/b.png");
    expectRefused("file,label\nb.png,1\n", "more than one");
}

TEST_F(PictureListTest, OfATableHasLabelsOfAnyKind)
{
    for (const char* picture : {"a.png", "b.png", "c.png"}) {
        file(picture);
    }
    const auto listed = [&](const std::string& labels) {
        std::istringstream lines(labels);
        std::string text = "filename,label\n";
        std::string label;
        for (const char* picture : {"a.png", "b.png", "c.png"}) {
            lines >> label;
            text += std::string(picture) + "," + label + "\n";
        }
        file("list.csv", text);
        return listPictureTable(m_folder / "list.csv");
    };
    EXPECT_EQ(listed("10 9 10").classes, (Texts{"9", "10"}));
    EXPECT_EQ(listed("2 1 2").pictures[0].label, 1);
    EXPECT_EQ(listed("1.0 0.0 1.0").classes, (Texts{"0", "1"}));
    EXPECT_EQ(listed("1 -1 1").classes, (Texts{"-1", "1"}));
    EXPECT_EQ(listed("dog cat dog").classes, (Texts{"cat", "dog"}));
    EXPECT_EQ(listed("4000000000 0 0").pictures[0].label, 1);
    EXPECT_FALSE(listed("10 9 10").hasOtherOrder) << "numbers are numbered by value";
    EXPECT_TRUE(listed("a10 a9 a10").hasOtherOrder);
    EXPECT_TRUE(listed("01 02 01").notes.empty());
    const PictureList alike = listed("01 1 2");
    EXPECT_EQ(alike.classes, (Texts{"1", "2"}));
    ASSERT_EQ(alike.notes.size(), 1U);
    EXPECT_NE(alike.notes[0].find("\"01 = 1\""), std::string::npos) << alike.notes[0];
}

TEST_F(PictureListTest, OfATableFindsItsColumns)
{
    for (const char* picture : {"img/0.png", "img/1.jpg", "img/2.png", "__MACOSX/img/0.png"}) {
        file(picture);
    }
    const auto paths = [&](const std::string& text, const PictureColumns& columns = {}) {
        file("list.csv", text);
        Texts names;
        for (const auto& picture :
             listPictureTable(m_folder / "list.csv", ClassOrder::ByText, columns).pictures) {
            names.push_back(picture.path.filename().string() + "=" + picture.className);
        }
        return names;
    };
    const Texts all = {"0.png=cat", "1.jpg=dog", "2.png=cat"};
    EXPECT_EQ(paths("file,label\n0.PNG,cat\n1.JPG,dog\n./img/2.png,cat\n"), all);
    EXPECT_EQ(paths("sep=;\nfile;label\n0.png;cat\n1.jpg;dog\n2.png;cat\n"), all) << "of Excel";
    EXPECT_EQ(paths("filename,class\nimg\\0.png,cat\nimg\\1.jpg,dog\nC:\\x\\2.png,cat\n"), all);
    EXPECT_EQ(paths("id,breed\n0,cat\n1,dog\n2,cat\n"), all) << "ids without their ending";
    for (const char* id : {"id", "Id", "ID"}) {
        EXPECT_EQ(paths(id + std::string(",picture,breed\n7,0,cat\n8,1,dog\n9,2,cat\n"),
                        {.label = "breed"}),
                  all)
            << id << " that names no pictures";
    }
    EXPECT_EQ(paths("picture;what\n0.png;cat\n1.jpg;dog\n2.png;cat\n",
                    {.image = "picture", .label = "what"}),
              all);
    EXPECT_EQ(paths("\xEF\xBB\xBFimg|label\r\n0.png|cat\r\n1.jpg|dog\r\n2.png|cat\r\n"), all);
    EXPECT_EQ(paths("img/0.png,cat\nimg/1.jpg,dog\nimg/2.png,cat\n"), all) << "without a header";
    const std::string two =
        "filename,who,what\n0.png,x,cat\n1.jpg,y,dog\n2.png,x,cat\n0.png,x,cat\n";
    expectError<Unclear>([&] { paths(two); },
                         "\"who\" (\"x\", \"y\"), \"what\" (\"cat\", \"dog\")");
    EXPECT_EQ(paths(two, {.label = "what"}), all);
    EXPECT_EQ(paths(two, {.label = "3"}), all);
    file("list.jsonl", "{\"file_name\": \"img/0.png\", \"label\": \"cat\"}\n"
                       "{\"file_name\": \"img/1.jpg\", \"label\": \"dog\"}\n");
    EXPECT_EQ(listPictureTable(m_folder / "list.jsonl").classes, (Texts{"cat", "dog"}));
}

TEST_F(PictureListTest, OfOtherFilesSaysWhatWasSeen)
{
    const auto expectRefused = [&](const std::string& bytes, const std::string& message) {
        file("list.csv", bytes);
        expectError<BadFile>([&] { listPictureTable(m_folder / "list.csv"); }, message);
    };
    expectRefused(R"([{"file": "a.png", "label": 1}, {"file": "b.png", "label": 0}])",
                  "it is JSON, a list of 2 entries, the first with the keys \"file\", \"label\"");
    expectRefused(R"({"images": [], "annotations": []})", "the keys \"annotations\", \"images\"");
    expectRefused(std::string("PK\x03\x04") + std::string(30, '\0'), "Excel (xlsx)");
    expectRefused("PAR1xxxx", "a Parquet file");
    expectRefused("<!DOCTYPE html><html></html>", "a web page");
}

TEST_F(PictureListTest, OfAFolderTakesTreesOfSeveralShapes)
{
    for (const char* name :
         {"zip/BIRDS/train/cat/a.png", "zip/BIRDS/train/dog/b.png",
          "zip/BIRDS/validation/cat/c.png", "zip/__MACOSX/BIRDS/train/cat/._a.png",
          "zip/BIRDS/train/.ipynb_checkpoints/a.png"}) {
        file(name);
    }
    std::filesystem::create_directories(m_folder / "zip/BIRDS/train/empty");
    const PictureList zip = listed("zip");
    EXPECT_EQ(zip.classes, (Texts{"cat", "dog"}));
    EXPECT_EQ(zip.pictures.size(), 3U);
    EXPECT_EQ(zip.pictures[2].split, "validation");

    for (const char* name : {"inside/cat/train/a.png", "inside/cat/test/b.png",
                             "inside/dog/train/c.png", "inside/dog/test/d.png"}) {
        file(name);
    }
    const PictureList inside = listed("inside");
    EXPECT_EQ(inside.classes, (Texts{"cat", "dog"}));
    EXPECT_EQ(inside.pictures[0].split + inside.pictures[0].className, "testcat");

    for (const char* name : {"kaggle/train/cat/a.png", "kaggle/train/dog/b.png",
                             "kaggle/test/c.png", "kaggle/test/d.png"}) {
        file(name);
    }
    const PictureList kaggle = listed("kaggle");
    EXPECT_EQ(kaggle.pictures.size(), 2U);
    ASSERT_EQ(kaggle.notes.size(), 1U);
    EXPECT_NE(kaggle.notes[0].find("\"test\""), std::string::npos);
}

TEST_F(PictureListTest, OfFoldersThatAllHoldTheSameOnesSaysSo)
{
    for (const char* name : {"folds/fold1/a/1.png", "folds/fold1/b/2.png", "folds/fold2/a/3.png",
                             "folds/fold2/b/4.png", "folds/fold2/c/5.png"}) {
        file(name);
    }
    const PictureList list = listed("folds");
    EXPECT_EQ(list.classes, (Texts{"fold1", "fold2"}));
    ASSERT_EQ(list.notes.size(), 1U);
    EXPECT_NE(list.notes[0].find("All of these hold the folders \"a\", \"b\""), std::string::npos)
        << list.notes[0];
    file("classes/cat/indoors/1.png");
    file("classes/cat/outdoors/2.png");
    file("classes/dog/outdoors/3.png");
    EXPECT_TRUE(listed("classes").notes.empty());
}

TEST_F(PictureListTest, OfAFolderNumbersClassesAsTrainingDid)
{
    for (const char* name : {"extra/train/cat/a.png", "extra/train/dog/b.png",
                             "extra/test/ant/c.png", "extra/test/cat/d.png"}) {
        file(name);
    }
    EXPECT_EQ(listed("extra").classes, (Texts{"cat", "dog", "ant"}))
        << "numbered as models trained on it count";

    for (const char* name :
         {"seg/seg_train/seg_train/sea/a.png", "seg/seg_train/seg_train/ice/b.png",
          "seg/seg_test/seg_test/sea/c.png", "seg/seg_pred/seg_pred/d.png"}) {
        file(name);
    }
    const PictureList seg = listed("seg");
    EXPECT_EQ(seg.classes, (Texts{"ice", "sea"}));
    EXPECT_EQ(seg.pictures.front().split, "test");
    for (const char* name : {"words/test_tube/a.png", "words/train_station/b.png"}) {
        file(name);
    }
    EXPECT_EQ(listed("words").classes, (Texts{"test_tube", "train_station"}));

    for (const char* name : {"deep/cat/young/a.png", "deep/cat/b.png", "deep/dog/c.png"}) {
        file(name);
    }
    EXPECT_EQ(listed("deep").pictures.size(), 3U) << "as torchvision does";

    file("flat/train/a.png");
    file("flat/test/b.png");
    file("flat/labels.csv");
    expectError<BadFile>([&] { listed("flat"); }, "no folders of classes");
    expectError<BadFile>([&] { listed("flat"); }, "\"labels.csv\"");
}

TEST_F(PictureListTest, OfAFolderNamesTheTableBesideIt)
{
    for (const char* name : {"set/img/0.png", "set/img/1.png", "zip/data/img/0.png"}) {
        file(name);
    }
    file("set/table.csv", "file,breed_id\nimg/0.png,3\nimg/1.png,4\n");
    expectError<BadFile>([&] { listed("set"); }, "Give the table, ");
    expectError<BadFile>([&] { listed("set"); }, "table.csv");
    file("zip/table.csv", "file,breed_id\ndata/img/0.png,3\n");
    expectError<BadFile>([&] { listed("zip"); }, "Give the table, ");

    file("set/table.csv", "name,price\napple,3\n"); // which is of something else
    const PictureList one = listed("set");
    EXPECT_EQ(one.classes, (Texts{"img"}));
    ASSERT_EQ(one.notes.size(), 1U);
    EXPECT_NE(one.notes[0].find("\"table.csv\""), std::string::npos) << one.notes[0];
    file("set/more/2.png");
    EXPECT_EQ(listed("set").notes, one.notes) << "folders that may be no classes";
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
    file("classes.txt", "7 001.Albatross\n2 002.Ani\n"); // numbers of a larger set
    EXPECT_EQ(listCub200(m_folder.path()).classes, (Texts{"002.Ani", "001.Albatross"}));
    EXPECT_EQ(listCub200(m_folder.path()).pictures[0].label, 0);
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
    EXPECT_EQ(things.labels.at(static_cast<std::size_t>(things.pictures[1].label)), "10");
    EXPECT_EQ(listImageFolder(cifar, ClassOrder::ByText).pictures.size(), 2000U);
    EXPECT_EQ(listPictureTable(cifar / "labels.csv").classes.size(), 10U);
}

} // namespace
} // namespace palimpsest

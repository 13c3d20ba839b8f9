// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/training_pictures.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class TrainingPicturesTest : public testing::Test
{
protected:
    void add(const std::string& name) { writeFileAtomically(m_folder / name, "a picture"); }

    PictureList list(const std::string& name)
    {
        return listPictures(m_folder / name, ClassOrder::ByText);
    }

    TemporaryFolder m_folder;
};

TEST_F(TrainingPicturesTest, TwoFoldersAreNumberedAsTheTrainingOne)
{
    for (const char* name : {"a/cat/1.png", "a/dog/1.png", "a/ant/1.png", "b/dog/2.png",
                             "b/cat/2.png", "b/zebra/2.png"}) {
        add(name);
    }
    const TrainingPictures pictures = trainingPictures(list("a"), list("b"));
    EXPECT_EQ(pictures.classes, (std::vector<std::string>{"ant", "cat", "dog"}));
    ASSERT_EQ(pictures.train.size(), 3u);
    ASSERT_EQ(pictures.test.size(), 2u);
    for (const auto* pictured : {&pictures.train, &pictures.test}) {
        for (const ListedPicture& picture : *pictured) {
            EXPECT_EQ(pictures.classes.at(static_cast<std::size_t>(picture.label)),
                      picture.className);
        }
    }
    ASSERT_EQ(pictures.warnings.size(), 2u);
    EXPECT_NE(pictures.warnings[0].find("left out: \"zebra\""), std::string::npos);
    EXPECT_NE(pictures.warnings[1].find("without test pictures: \"ant\""), std::string::npos);
}

TEST_F(TrainingPicturesTest, OneFolderOfSplitsServesForBoth)
{
    for (const char* name : {"all/train/cat/1.png", "all/train/dog/1.png", "all/val/cat/2.png",
                             "all/test/cat/3.png", "all/test/dog/3.png"}) {
        add(name);
    }
    const TrainingPictures pictures = trainingPictures(list("all"), std::nullopt);
    EXPECT_EQ(pictures.train.size(), 2u);
    ASSERT_EQ(pictures.test.size(), 2u);
    EXPECT_EQ(pictures.test[0].path.filename(), "3.png");
    EXPECT_TRUE(pictures.warnings.empty());
}

TEST_F(TrainingPicturesTest, WithoutTestPicturesThereAreNone)
{
    add("a/cat/1.png");
    add("a/dog/1.png");
    EXPECT_TRUE(trainingPictures(list("a"), std::nullopt).test.empty());
}

TEST_F(TrainingPicturesTest, RefusesOneClassAndOtherTests)
{
    for (const char* name : {"one/cat/1.png", "a/cat/1.png", "a/dog/1.png", "b/x/1.png"}) {
        add(name);
    }
    expectError<BadInput>([&] { trainingPictures(list("one"), std::nullopt); }, "two or more");
    expectError<BadInput>([&] { trainingPictures(list("a"), list("b")); }, "theirs are \"x\"");
}

TEST(ListPictures, ReadsTheLayoutOfCub)
{
    const std::filesystem::path folder = sourceFolder() / "../shared/data/images/cub200_10classes";
    if (!std::filesystem::exists(folder)) {
        GTEST_SKIP() << "The data set is not on this machine.";
    }
    const TrainingPictures pictures =
        trainingPictures(listPictures(folder, ClassOrder::ByText), std::nullopt);
    EXPECT_EQ(pictures.classes.size(), 10u);
    EXPECT_EQ(pictures.train.size(), 300u);
    EXPECT_EQ(pictures.test.size(), 60u);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pictures/image.h"
#include "core/samples/preprocessing.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

const Preprocessing kColour{
    .width = 2, .height = 1, .mean = {0.5, 0.25, 0.0}, .std = {0.5, 0.25, 1.0}};

TEST(Image, SurvivesSavingInGreyAndColour)
{
    const TemporaryFolder folder;
    const Image grey{.width = 2, .height = 2, .channels = 1, .pixels = {0, 1, 128, 255}};
    const Image colour{.width = 1, .height = 2, .channels = 3, .pixels = {255, 0, 10, 20, 30, 40}};
    writePng(folder / "grey.png", grey);
    writePng(folder / "colour.png", colour);
    EXPECT_EQ(readImage(folder / "grey.png", 1), grey);
    EXPECT_EQ(readImage(folder / "colour.png", 3), colour);
}

TEST(Image, RefusesWhatIsNoPicture)
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "empty.png", "");
    writeFileAtomically(folder / "text.png", "not a picture");
    expectError<BadFile>([&] { readImage(folder / "empty.png", 1); }, "empty.png");
    expectError<BadFile>([&] { readImage(folder / "text.png", 1); }, "text.png");
}

TEST(Preprocessing, NormalisesChannelByChannelIntoPlanes)
{
    const Image image{.width = 2, .height = 1, .channels = 3, .pixels = {255, 0, 0, 0, 255, 51}};
    const ImageTensor tensor = preprocess(image, kColour, "x");
    EXPECT_EQ(tensor.values, (std::vector<float>{1.0F, -1.0F, -1.0F, 3.0F, 0.0F, 0.2F}));
}

TEST(Preprocessing, RefusesAnotherSize)
{
    const Image image{.width = 1, .height = 1, .channels = 3, .pixels = {1, 2, 3}};
    expectError<BadInput>([&] { preprocess(image, kColour, "cat.png"); }, "cat.png is 1 × 1");
}

TEST(Preprocessing, HashFollowsShapeAndValues)
{
    ImageTensor tensor{.channels = 1, .height = 1, .width = 2, .values = {1.0F, 2.0F}};
    const std::string hash = sha256(tensor);
    std::swap(tensor.height, tensor.width);
    EXPECT_NE(sha256(tensor), hash);
    std::swap(tensor.height, tensor.width);
    tensor.values[0] = 1.5F;
    EXPECT_NE(sha256(tensor), hash);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/flood.h"
#include "core/assists/masks.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <limits>

namespace palimpsest {
namespace {

TEST(Flood, TakesWhatIsJoinedAndOfItsColour)
{
    Image image = plainPicture(5, 3, 200, 1);
    image.pixels = {9,   9, 200, 9, 9,   //
                    9,   9, 200, 9, 200, //
                    200, 9, 9,   9, 9};
    const WorkingPicture picture = workingPicture(image);
    EXPECT_EQ(rowsOf(flood(picture, {0.5, 0.5}, 1.0)),
              (std::vector<std::string>{"##.##", "##.#.", ".####"}));
    EXPECT_EQ(rowsOf(flood(picture, {4.9, 1.0}, 1.0)),
              (std::vector<std::string>{".....", "....#", "....."}));
    EXPECT_EQ(flood(picture, {0.5, 0.5}, 400.0), fullMask(5, 3));
}

TEST(Flood, NeverLosesAPixelOfALowerTolerance)
{
    const WorkingPicture picture = workingPicture(noisyPicture(24, 18, 3, 4));
    Mask before = flood(picture, {12.0, 9.0}, 0.0);
    EXPECT_GE(pixelCount(before), 1U);
    for (double tolerance = 10.0; tolerance < 200.0; tolerance += 10.0) {
        const Mask mask = flood(picture, {12.0, 9.0}, tolerance);
        for (std::size_t at = 0; at < mask.pixels.size(); ++at) {
            EXPECT_GE(mask.pixels[at], before.pixels[at]);
        }
        before = mask;
    }
    EXPECT_EQ(pixelCount(before), 24U * 18U);
}

TEST(Flood, WorksOnOnePixelAndInPixelsOfTheOriginal)
{
    EXPECT_EQ(flood(workingPicture(plainPicture(1, 1, 5)), {0.0, 0.0}, 0.0), fullMask(1, 1));
    WorkingPicture picture =
        workingPicture(withRectangle(plainPicture(2, 1, 0), 1, 0, 2, 1, {255, 255, 255}));
    picture.original = {4, 2};
    EXPECT_EQ(rowsOf(flood(picture, {2.1, 1.9}, 5.0)), (std::vector<std::string>{"..##", "..##"}));
}

TEST(Flood, RefusesWhatMakesNoSense)
{
    const WorkingPicture picture = workingPicture(plainPicture(2, 2, 0));
    expectError<BadInput>([&] { flood(picture, {2.0, 0.0}, 1.0); }, "outside of the picture");
    expectError<BadInput>([&] { flood(picture, {1.0, 0.0}, -1.0); }, "0 or more");
    EXPECT_THROW(flood(picture, {std::numeric_limits<double>::quiet_NaN(), 0.0}, 1.0), BadInput);
    EXPECT_THROW(flood(picture, {0.0, 0.0}, std::numeric_limits<double>::quiet_NaN()), BadInput);
}

} // namespace
} // namespace palimpsest

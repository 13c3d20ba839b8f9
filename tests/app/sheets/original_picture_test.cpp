// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/original_picture.h"
#include "app/sheets/sheet_source.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "support/original_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST(OriginalPicture, IsReadAgainWhereItsFileWasChanged)
{
    const TemporaryFolder folder;
    const auto write = [&](const char* name, int width) {
        Image image{.width = width, .height = 2, .channels = 1};
        image.pixels.assign(static_cast<std::size_t>(width) * 2, 9);
        writePng(folder / name, image);
    };
    write("a.png", 3);
    write("b.png", 5);
    OriginalPicture picture;
    const qint64 key = picture.of(folder / "a.png").cacheKey();
    EXPECT_EQ(picture.of(folder / "a.png").cacheKey(), key) << "read once";
    EXPECT_EQ(picture.of(folder / "b.png").width(), 5);
    write("b.png", 7);
    EXPECT_EQ(picture.of(folder / "b.png").width(), 7);
    EXPECT_THROW(picture.of(folder / "c.png"), BadFile);
}

/// Sheets of a study one of whose pictures is larger than what models see.
class OriginalSheet : public testing::Test
{
protected:
    SampleSheet read() const
    {
        return sheetSource(m_folder.path(), m_study)->read(m_study, m_study.samples[0]);
    }

    fs::path file() const { return partsPath(m_folder.path(), m_study.samples[0]); }

    const TemporaryFolder m_folder;
    const Study m_study = makeOriginalStudy(m_folder.path());
};

TEST_F(OriginalSheet, HasTheDrawingAsItStandsAndTheLabelMapOfTheModels)
{
    const SampleSheet sheet = read();
    EXPECT_EQ(sheet.drawing, readLabelMe(file()));
    EXPECT_EQ(sheet.drawing.width, 56);
    EXPECT_EQ(sheet.stored, (PixelSize{56, 42}));
    EXPECT_EQ(sheet.picture.width, 28);
    EXPECT_EQ(sheet.parts.width, 28);
    EXPECT_EQ(sheet.parts.parts[0].pixels, 0U) << "it is cropped away";
    EXPECT_GT(sheet.parts.parts[1].pixels, 0U);
    const auto sheets = sheetSource(m_folder.path(), m_study);
    const std::string before = readFile(file(), 1 << 20);
    sheets->writeParts(sheet, m_study.samples[0]);
    EXPECT_EQ(readFile(file(), 1 << 20), before);
}

TEST_F(OriginalSheet, NewDrawingsAreOnTheOriginal)
{
    fs::remove(file());
    const SampleSheet sheet = read();
    EXPECT_EQ(sheet.drawing, (Drawing{.width = 56, .height = 42}));
    EXPECT_EQ(sheet.parts.width, 28);
    EXPECT_EQ(sheet.parts.partCount(), 0);
}

TEST_F(OriginalSheet, PartsOnWhatTheModelsSeeStayThere)
{
    const Drawing seen = drawingOf({box("a", 1, 1, 9, 9)}, 28, 28);
    writeLabelMe(file(), seen, "x.png");
    const SampleSheet sheet = read();
    EXPECT_EQ(sheet.drawing, seen);
    EXPECT_EQ(sheet.parts, paint(seen));
}

TEST_F(OriginalSheet, PartsOfTheOriginalNeedItsPicture)
{
    writeFileAtomically(m_folder / m_study.samples[0].image, "no picture");
    const SampleSheet sheet = read();
    EXPECT_FALSE(sheet.pictureProblem.isEmpty());
    EXPECT_EQ(sheet.partsProblem, sheet.pictureProblem);
    EXPECT_EQ(sheet.drawing.width, 28) << "nobody knows more";
}

} // namespace
} // namespace palimpsest

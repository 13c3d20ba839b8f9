// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/format_catalogue.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/setup/part_export.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Parts of a study of two samples, on their way out.
class PartExportTest : public testing::Test
{
protected:
    PartExportTest() : m_study(makeSmallStudy(study())) {}

    fs::path study() const { return m_folder / "study"; }

    PartExport exported(const std::string& format,
                        const std::optional<std::vector<std::size_t>>& samples = {}) const
    {
        return exportedParts(study(), m_study, formatCalled(format), samples);
    }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(PartExportTest, SaysWhatItComesToAndWhatIsLost)
{
    const PartExport coco = exported("coco");
    EXPECT_EQ(coco.summary.find("2 pictures with 6 parts"), 0U) << coco.summary;
    EXPECT_TRUE(std::ranges::any_of(coco.remarks, [](const std::string& remark) {
        return remark.find("does not hold: colours") != std::string::npos;
    }));
    EXPECT_TRUE(exported("labelme").remarks.empty()) << "which loses nothing";
}

TEST_F(PartExportTest, HoldsTheSamplesThatAreNamed)
{
    const PartExport second = exported("labelme", std::vector<std::size_t>{1});
    ASSERT_EQ(second.files.size(), 1U);
    EXPECT_EQ(second.files[0].path.stem(), m_study.samples[1].image.stem());
    fs::remove(partsPath(study(), m_study.samples[1]));
    expectError<BadInput>([&] { exported("labelme", std::vector<std::size_t>{1}); }, "has parts");
}

TEST_F(PartExportTest, TellsWhatWouldBeReplacedAndNeverTakesTheStudysOwn)
{
    const PartExport coco = exported("coco");
    const fs::path to = m_folder / "out";
    EXPECT_TRUE(replacedBy(coco, to).empty());
    writeExport(coco, to);
    EXPECT_EQ(replacedBy(coco, to), (std::vector<fs::path>{"annotations.json"}));
    expectError<NotWritable>([&] { replacedBy(exported("labelme"), study() / "parts"); },
                             "consists of");
    EXPECT_THROW(writeExport(exported("labelme"), study() / "parts"), NotWritable);
}

TEST_F(PartExportTest, StopsBetweenFiles)
{
    const PartExport labelMe = exported("labelme");
    const fs::path to = m_folder / "out";
    EXPECT_THROW(writeExport(labelMe, to, [](std::size_t done, std::size_t) { return done == 0; }),
                 Cancelled);
    EXPECT_TRUE(stands(to / labelMe.files[0].path));
    EXPECT_FALSE(stands(to / labelMe.files[1].path));
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/setup/import_summary.h"
#include "core/setup/study_annotations.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"
#include "support/drawings.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// A study of two samples of 28 × 28 pixels, with three parts each.
class StudyAnnotations : public testing::Test
{
protected:
    StudyAnnotations() : m_study(makeSmallStudy(m_folder.path())) {}

    static AnnotatedPicture picture(const std::string& name, int width = 28, int height = 28)
    {
        return {.name = name,
                .drawing = drawingOf({box("sole", 0, 20, 28, 28), box("upper", 0, 4, 28, 20)},
                                     width, height),
                .otherKeys = {}};
    }

    PartImport matched(std::vector<AnnotatedPicture> pictures) const
    {
        return matchAnnotations(m_folder.path(), m_study,
                                {.pictures = std::move(pictures), .remarks = {}});
    }

    static std::string all(const std::vector<std::string>& sentences)
    {
        std::string text;
        for (const std::string& sentence : sentences) {
            text += sentence + "\n";
        }
        return text;
    }

    fs::path parts(std::size_t sample) const
    {
        return partsPath(m_folder.path(), m_study.samples[sample]);
    }

    TemporaryFolder m_folder;
    Study m_study;
    std::string m_first = m_study.samples[0].id;
};

TEST_F(StudyAnnotations, GoToTheSamplesThatPicturesAreCalledLike)
{
    const PartImport import =
        matched({picture("JPEGImages/" + m_first + ".jpg"), picture("stranger.jpg")});
    ASSERT_EQ(import.samples.size(), 1U);
    EXPECT_EQ(import.samples[0].sample, 0U);
    EXPECT_EQ(import.samples[0].replaced, 3U);
    EXPECT_EQ(import.unmatched, (std::vector<std::string>{"stranger.jpg"}));
    EXPECT_EQ(import.withoutParts, (std::vector<std::string>{m_study.samples[1].id}));
}

TEST_F(StudyAnnotations, OfSeveralPicturesForOneSampleNoneIsTaken)
{
    const PartImport import = matched({picture("a/" + m_first), picture("b/" + m_first)});
    EXPECT_TRUE(import.samples.empty());
    EXPECT_NE(all(import.remarks).find("called like sample " + m_first), std::string::npos);
}

TEST_F(StudyAnnotations, OfAnotherSizeAreLeftOutByName)
{
    const PartImport import = matched({picture(m_first, 500, 400)});
    EXPECT_TRUE(import.samples.empty());
    EXPECT_NE(all(import.remarks).find("500 × 400"), std::string::npos) << all(import.remarks);
}

TEST_F(StudyAnnotations, PointsComeBesideThePartsThatStandThere)
{
    const Drawing before = readLabelMe(parts(0));
    const AnnotatedPicture points{.name = m_first,
                                  .drawing = {.width = 28,
                                              .height = 28,
                                              .shapes = {},
                                              .parts = {},
                                              .points = {{.label = "sole", .at = {3.0, 4.5}}}},
                                  .otherKeys = {}};
    const PartImport import = matched({points});
    ASSERT_EQ(import.samples.size(), 1U);
    EXPECT_TRUE(import.samples[0].isPointsOnly);
    EXPECT_FALSE(import.samples[0].replaces()) << "nothing that was drawn goes";
    EXPECT_TRUE(import.samples[0].keepsValues);
    EXPECT_TRUE(writeImport(m_folder.path(), m_study, import).empty());
    Drawing after = readLabelMe(parts(0));
    EXPECT_EQ(after.points, points.drawing.points);
    after.points.clear();
    EXPECT_EQ(after, before);
    EXPECT_TRUE(matched({points}).samples.at(0).isSame);

    ASSERT_FALSE(writeImport(m_folder.path(), m_study, matched({picture(m_first)})).empty());
    EXPECT_EQ(readLabelMe(parts(0)).points, points.drawing.points)
        << "parts without points do not take them away";
}

TEST_F(StudyAnnotations, ReplaceWhatStandsAndKeepIt)
{
    const std::string before = readFile(parts(0), 1 << 20);
    AnnotatedPicture coming = picture(m_first);
    coming.otherKeys = R"({"camera": 5})";
    const fs::path aside = writeImport(m_folder.path(), m_study, matched({coming}));
    EXPECT_EQ(readLabelMe(parts(0)), coming.drawing);
    EXPECT_NE(readFile(parts(0), 1 << 20).find("camera"), std::string::npos);
    EXPECT_EQ(readFile(aside / "parts" / (m_first + ".json"), 1 << 20), before);

    const PartImport again = matched({coming});
    ASSERT_EQ(again.samples.size(), 1U);
    EXPECT_TRUE(again.samples[0].isSame);
    EXPECT_TRUE(writeImport(m_folder.path(), m_study, again).empty()) << "nothing is to be kept";
}

TEST_F(StudyAnnotations, WhatOthersWriteMeanwhileIsNotReplaced)
{
    const PartImport import = matched({picture(m_first)});
    writeFileAtomically(parts(0), "{}");
    expectError<NotWritable>([&] { writeImport(m_folder.path(), m_study, import); }, "meanwhile");
    EXPECT_EQ(readFile(parts(0), 1 << 20), "{}");
}

TEST_F(StudyAnnotations, StayOnTheStoredPictureAndLoseWhatModelsDoNotSee)
{
    m_study.preprocessing.resizing = {.mode = ResizeMode::ShorterSide, .side = 28};
    writePng(
        m_folder.path() / m_study.samples[0].image,
        {.width = 112, .height = 56, .channels = 1, .pixels = std::vector<std::uint8_t>(6272)});
    const AnnotatedPicture wide{
        .name = m_first,
        .drawing = drawingOf({box("left", 0, 0, 20, 56), box("middle", 40, 0, 70, 56)}, 112, 56),
        .otherKeys = {}};
    const PartImport import = matched({wide});
    EXPECT_NE(all(import.remarks).find("\"left\""), std::string::npos) << all(import.remarks);
    writeImport(m_folder.path(), m_study, import);
    EXPECT_EQ(readLabelMe(parts(0)).width, 112);
    const Drawing seen = seenParts(m_folder.path(), m_study.samples[0], m_study.preprocessing);
    EXPECT_EQ(seen.width, 28);
    EXPECT_EQ(paint(seen).parts[0].pixels, 15U * 28U);

    const Annotations out = studyAnnotations(m_folder.path(), m_study);
    ASSERT_EQ(out.pictures.size(), 2U);
    EXPECT_EQ(out.pictures[0].drawing.shapes[0].polygon, wide.drawing.shapes[1].polygon);
}

TEST_F(StudyAnnotations, DrawnOnWhatModelsSeeGoBackToTheStoredPicture)
{
    m_study.preprocessing.resizing = {.mode = ResizeMode::ShorterSide, .side = 28};
    writePng(
        m_folder.path() / m_study.samples[0].image,
        {.width = 112, .height = 56, .channels = 1, .pixels = std::vector<std::uint8_t>(6272)});
    const Annotations out = studyAnnotations(m_folder.path(), m_study);
    const Drawing& drawing = out.pictures[0].drawing;
    EXPECT_EQ(drawing.width, 112);
    EXPECT_EQ(drawing.shapes[0].polygon[0], (Point{28, 0})) << "left of the crop, twice as large";
    EXPECT_EQ(drawing.shapes[0].polygon[2], (Point{84, 18}));
}

TEST_F(StudyAnnotations, ValuesHoldWherePixelsAreTheSameOrPutTogether)
{
    const Drawing drawn = readLabelMe(parts(0));
    const auto keeps = [&](const Drawing& coming) {
        const PartImport import = matched({{.name = m_first, .drawing = coming, .otherKeys = {}}});
        return import.samples.at(0).keepsValues;
    };
    EXPECT_TRUE(keeps(drawn));
    EXPECT_TRUE(keeps(withPartRenamed(drawn, 0, "another")));
    EXPECT_TRUE(keeps(withPartsMerged(drawn, 1, 0)));
    EXPECT_FALSE(keeps(picture(m_first).drawing));
}

TEST_F(StudyAnnotations, WithoutColoursTakeThoseOfPartsOfTheirName)
{
    Drawing drawn = readLabelMe(parts(0));
    drawn.parts[0].colour = "#123456";
    writeLabelMe(parts(0), drawn, "");
    drawn.parts[0].colour.clear();
    const PartImport import = matched({{.name = m_first, .drawing = drawn, .otherKeys = {}}});
    EXPECT_EQ(import.samples.at(0).picture.drawing.parts[0].colour, "#123456");
    EXPECT_TRUE(import.samples.at(0).isSame);
}

TEST_F(StudyAnnotations, LookingCanBeStopped)
{
    EXPECT_THROW(matchAnnotations(m_folder.path(), m_study, {},
                                  [](std::size_t, std::size_t) { return false; }),
                 Cancelled);
}

TEST_F(StudyAnnotations, HaveNoPlaceAmongSentences)
{
    const Study words = readStudy(textDemoFolder());
    expectError<BadInput>([&] { matchAnnotations(textDemoFolder(), words, {}); }, "sentences");
    expectError<BadInput>([&] { studyAnnotations(textDemoFolder(), words); }, "sentences");
}

TEST_F(StudyAnnotations, FilesThatNameAnotherPictureAreDoubted)
{
    AnnotatedPicture named = picture(m_first);
    named.drawnOn.name = "stranger.jpg";
    const PartImport import = matched({named});
    ASSERT_EQ(import.samples.size(), 1U);
    EXPECT_NE(import.samples[0].doubt.find("stranger.jpg"), std::string::npos);
    const std::string doubt = all(doubtText(import, m_study));
    EXPECT_NE(doubt.find("stranger.jpg"), std::string::npos) << doubt;
    EXPECT_NE(doubt.find("sample " + m_first), std::string::npos) << doubt;
    named.drawnOn.name = m_study.samples[0].image.filename().string();
    EXPECT_TRUE(matched({named}).samples.at(0).doubt.empty()) << "the sample’s own picture";
    EXPECT_TRUE(doubtText(matched({named}), m_study).empty());
}

TEST_F(StudyAnnotations, FilesThatHoldAnotherPictureAreDoubted)
{
    AnnotatedPicture coming = picture(m_first);
    const Image own = readImage(m_folder.path() / m_study.samples[0].image, 1);
    coming.drawnOn.levels = levelsOf(own);
    EXPECT_TRUE(matched({coming}).samples.at(0).doubt.empty());
    Image negative = own;
    for (std::uint8_t& level : negative.pixels) {
        level = static_cast<std::uint8_t>(255 - level);
    }
    coming.drawnOn.levels = levelsOf(negative);
    EXPECT_NE(matched({coming}).samples.at(0).doubt.find("shows other things"), std::string::npos);
}

TEST_F(StudyAnnotations, WhereNoSampleIsCalledLikeAFileThePictureInItCounts)
{
    AnnotatedPicture stranger = picture("annotation_7");
    stranger.drawnOn.name = m_first + ".jpg";
    const PartImport alone = matched({stranger});
    ASSERT_EQ(alone.samples.size(), 1U);
    EXPECT_EQ(alone.samples[0].sample, 0U);
    EXPECT_TRUE(alone.samples[0].doubt.empty());
    const PartImport both = matched({picture(m_first), stranger});
    ASSERT_EQ(both.samples.size(), 1U);
    EXPECT_EQ(both.samples[0].picture.name, m_first) << "its own name goes before";
    EXPECT_EQ(both.unmatched, (std::vector<std::string>{"annotation_7"}));
}

} // namespace
} // namespace palimpsest

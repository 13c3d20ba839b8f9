// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sheet_source.h"
#include "core/base/files.h"
#include "core/units/study_inputs.h"
#include "support/application.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST(SheetSource, OfPicturesReadsAgainWhatItWroteAndKeepsDrawings)
{
    const TemporaryFolder folder;
    const Study study = makeSmallStudy(folder.path());
    const Sample& sample = study.samples[0];
    const auto sheets = sheetSource(folder.path(), study);
    SampleSheet sheet = sheets->read(study, sample);
    ASSERT_TRUE(sheet.pictureProblem.isEmpty() && sheet.partsProblem.isEmpty());
    ASSERT_FALSE(sheet.drawing.parts.empty());
    sheet.drawing.parts[0].name = "renamed";
    sheets->writeParts(sheet, sample);
    EXPECT_EQ(sheets->read(study, sample).drawing.parts[0].name, "renamed");

    UnsavedEdits edits;
    sheets->keepParts(sheet, sample.id, edits);
    EXPECT_EQ(edits.drawings.at(sample.id), sheet.drawing);
    EXPECT_TRUE(edits.words.empty());
}

TEST(SheetSource, OfPicturesGivesFiguresThePictureAsItIs)
{
    const TemporaryFolder folder;
    const Study study = makeSmallStudy(folder.path());
    StudyInputs inputs(folder.path(), study);
    const auto [picture, parts] =
        sheetSource(folder.path(), study)->drawn(inputs.sample(0), study.settings);
    EXPECT_EQ(picture.pixels, inputs.sample(0).picture.pixels);
    EXPECT_EQ(parts, inputs.parts(0));
}

TEST(SheetSource, OfSentencesReadsAgainWhatItWroteAndKeepsWords)
{
    needApplication(); // fonts, as words are drawn
    const TemporaryFolder folder;
    writeFileAtomically(folder / "vocab.txt",
                        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nfilm\ncharm\n##ing\nslow\n");
    fs::create_directories(folder / "parts");
    const Study study{.classes = {"bad", "good"},
                      .tokenisation = Tokenisation{.vocabulary = "vocab.txt"},
                      .samples = {{.id = "a", .text = "slow charming film"}}};
    const Sample& sample = study.samples[0];
    const auto sheets = sheetSource(folder.path(), study);
    SampleSheet sheet = sheets->read(study, sample);
    ASSERT_TRUE(sheet.pictureProblem.isEmpty() && sheet.partsProblem.isEmpty());
    EXPECT_GT(sheet.picture.width, 0) << "words are drawn";
    ASSERT_GT(sheet.words.parts.size(), 1U);
    sheet.words.parts.pop_back();
    sheets->writeParts(sheet, sample);
    const SampleSheet again = sheets->read(study, sample);
    EXPECT_EQ(again.words, sheet.words);
    EXPECT_EQ(sheets->shown(again, study).parts.partCount(),
              static_cast<int>(sheet.words.parts.size()));

    UnsavedEdits edits;
    sheets->keepParts(sheet, sample.id, edits);
    EXPECT_EQ(edits.words.at(sample.id), sheet.words);
    EXPECT_TRUE(edits.drawings.empty());
}

} // namespace
} // namespace palimpsest

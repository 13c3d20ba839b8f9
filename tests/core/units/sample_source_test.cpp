// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/study_file.h"
#include "core/units/sample_source.h"
#include "core/units/study_inputs.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST(SampleSource, OfPicturesReadsThemAndTheirPartsAlsoWhereThePictureIsGone)
{
    const TemporaryFolder folder;
    const Study study = makeSmallStudy(folder.path());
    const auto source = sampleSource(folder.path(), study);
    const Sample& sample = study.samples[0];
    const SampleInputs inputs = source->read(sample, study.settings);
    EXPECT_EQ(inputs.picture.width, study.preprocessing.width);
    EXPECT_TRUE(inputs.sentence.tokens.empty());
    EXPECT_EQ(inputs.input, StudyInputs(folder.path(), study).sample(0).input);

    fs::remove(folder / sample.image);
    EXPECT_EQ(source->readParts(sample, study.settings), inputs.input.parts);
    expectError<BadFile>([&] { source->read(sample, study.settings); },
                         sample.image.filename().string());
}

TEST(SampleSource, MasksAsItIsToldForEachSample)
{
    const TemporaryFolder folder;
    Study study = makeSmallStudy(folder.path());
    writeFileAtomically(partsPath(folder.path(), study.samples[0]),
                        R"({"imageWidth": 28, "imageHeight": 28, "shapes": [{"label": "top",
                            "shape_type": "rectangle", "points": [[0, 0], [28, 10]]}]})");
    const auto source = sampleSource(folder.path(), study);
    const int drawn = source->readParts(study.samples[0], study.settings).partCount();
    EXPECT_EQ(drawn, 1);
    study.settings.background = Background::OwnPart;
    EXPECT_EQ(source->readParts(study.samples[0], study.settings).partCount(), drawn + 1);
    EXPECT_EQ(source->read(study.samples[0], study.settings).input.parts.partCount(), drawn + 1);
}

TEST(SampleSource, OfPicturesMakesUpNoiseOfTheirSize)
{
    const Study study{.preprocessing = {.width = 5, .height = 4, .mean = {0.5}, .std = {0.5}}};
    const ModelInput madeUp = sampleSource({}, study)->madeUp({});
    const auto& picture = std::get<PictureInput>(madeUp.content);
    EXPECT_EQ(picture.image.values.size(), 20U);
    EXPECT_NE(std::ranges::min(picture.image.values), std::ranges::max(picture.image.values));
    EXPECT_EQ(madeUp.parts.width, 5);
    EXPECT_EQ(madeUp.parts.height, 4);
}

/// A study of sentences with a vocabulary of ten.
class SentencesSource : public testing::Test
{
protected:
    SentencesSource()
        : m_study{.classes = {"bad", "good"},
                  .tokenisation = Tokenisation{.vocabulary = "vocab.txt"},
                  .samples = {{.id = "a", .text = "The slow charming film film film"}}}
    {
        writeFileAtomically(m_folder / "vocab.txt",
                            "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nfilm\ncharm\n##ing\nslow\n");
    }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(SentencesSource, MakesUpTokensOfTheWholeVocabularyAsManyAsTheLongestSampleHas)
{
    const auto source = sampleSource(m_folder.path(), m_study);
    const std::size_t longest =
        source->read(m_study.samples[0], m_study.settings).sentence.tokens.size();
    EXPECT_EQ(longest, 9U);
    const ModelInput madeUp = source->madeUp(m_study.samples);
    const auto& tokens = std::get<SentenceInput>(madeUp.content).tokens;
    ASSERT_EQ(tokens.size(), longest);
    EXPECT_EQ(madeUp.parts.width, 9);
    EXPECT_EQ(std::ranges::max(tokens), 9);
    EXPECT_EQ(tokens.front(), 2);
    EXPECT_EQ(tokens.back(), 3);
    EXPECT_EQ(std::get<SentenceInput>(source->madeUp({}).content).tokens.size(), 5U);
}

TEST_F(SentencesSource, MakesUpSegmentsWhereASampleIsAPair)
{
    const SentencePair pair = pairOf("The film", "slow");
    m_study.samples.push_back({.id = "b", .text = pair.text, .second = pair.second});
    const auto source = sampleSource(m_folder.path(), m_study);
    const auto shown =
        std::get<SentenceInput>(source->read(m_study.samples[1], m_study.settings).input.content);
    EXPECT_EQ(shown.tokens, (std::vector<int>{2, 5, 6, 3, 9, 3}));
    EXPECT_EQ(shown.segments, (std::vector<int>{0, 0, 0, 0, 1, 1}));
    const auto madeUp = std::get<SentenceInput>(source->madeUp(m_study.samples).content);
    EXPECT_EQ(madeUp.segments, (std::vector<int>{0, 0, 0, 0, 1, 1, 1, 1, 1}));
    EXPECT_EQ(std::get<SentenceInput>(source->madeUp({}).content).segments, std::vector<int>{});
}

TEST_F(SentencesSource, NamesTheSampleThatCannotBeCut)
{
    const auto source = sampleSource(m_folder.path(), m_study);
    m_study.samples[0].text = "\xff";
    expectError<BadInput>([&] { source->read(m_study.samples[0], m_study.settings); },
                          "Sample a: ");
}

TEST_F(SentencesSource, NeedsItsVocabulary)
{
    fs::remove(m_folder / "vocab.txt");
    expectError<BadFile>([&] { sampleSource(m_folder.path(), m_study); }, "vocab.txt");
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pictures/image.h"
#include "core/samples/unclear.h"
#include "core/setup/picked_samples.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace palimpsest {
namespace {

/// `perClass` pictures of each class in each split, with pixels of their own.
PictureList listOf(const std::vector<std::string>& classes, int perClass,
                   const std::vector<std::string>& splits)
{
    PictureList list{.classes = classes, .pictures = {}};
    for (const std::string& split : splits) {
        for (std::size_t label = 0; label < classes.size(); ++label) {
            for (int i = 0; i < perClass; ++i) {
                list.pictures.push_back(
                    {.path = "set.bin",
                     .image = {.width = 1, .height = 1, .channels = 1, .pixels = {0}},
                     .className = classes[label],
                     .label = static_cast<int>(label),
                     .split = split,
                     .parts = {}});
            }
        }
    }
    return list;
}

Study studyOf(const std::vector<std::string>& classes)
{
    return {
        .classes = classes,
        .preprocessing = {.width = 9, .height = 9, .mean = {0.5}, .std = {0.5}, .resizing = {}}};
}

std::vector<std::string> namesOf(const PickedPictures& picked)
{
    std::vector<std::string> names;
    std::ranges::transform(picked.pictures, std::back_inserter(names), &AddedPicture::name);
    return names;
}

TEST(PickPictures, DrawsOfEachClassTheSameForOneSeed)
{
    const PictureList list = listOf({"dog", "cat"}, 20, {"train", "test"});
    const Study study = studyOf({"cat", "dog"});
    const PickedPictures picked = pickPictures(list, study, {.perClass = 3, .seed = 7});
    ASSERT_EQ(picked.pictures.size(), 6u);
    EXPECT_TRUE(picked.warnings.empty());
    EXPECT_EQ(std::ranges::count(picked.pictures, 0, &AddedPicture::label), 3);
    EXPECT_EQ(picked.pictures.front().label, 1); // dogs come first in the set
    EXPECT_TRUE(picked.pictures.front().name.starts_with("dog_"));
    EXPECT_EQ(namesOf(pickPictures(list, study, {.perClass = 3, .seed = 7})), namesOf(picked));
    EXPECT_NE(namesOf(pickPictures(list, study, {.perClass = 3, .seed = 8})), namesOf(picked));
    EXPECT_EQ(pickPictures(list, study, {.perClass = 0}).pictures.size(), 40u);
}

TEST(PickPictures, DrawIsAsDocumented)
{
    // std::mt19937(0) gives 2357136044 and 2546248239: Fisher–Yates of 0, 1, 2 swaps place 2 with
    // 2357136044 mod 3 = 2 and place 1 with 2546248239 mod 2 = 1, so 0 is taken.
    const auto picked =
        pickPictures(listOf({"a", "b"}, 3, {""}), studyOf({"a", "b"}), {.perClass = 1});
    EXPECT_EQ(picked.pictures[0].name, "a_0");
}

TEST(PickPictures, PrefersWhatIsKeptForTests)
{
    PictureList list = listOf({"a", "b"}, 2, {"train", "val"});
    const Study study = studyOf({"a", "b"});
    for (const auto& [split, first] : {std::pair(std::optional<std::string>(), "a_0"),
                                       std::pair(std::optional<std::string>("TRAIN"), "a_0")}) {
        const auto picked = pickPictures(list, study, {.perClass = 0, .split = split});
        EXPECT_EQ(picked.pictures.size(), 4u);
        EXPECT_EQ(picked.pictures[0].name, first);
    }
    expectError<BadInput>([&] { pickPictures(list, study, {.split = "test"}); },
                          "no split \"test\", but \"train\", \"val\"");
    list = listOf({"a"}, 1, {""});
    list.missing = 4;
    const PickedPictures few = pickPictures(list, study, {});
    ASSERT_EQ(few.warnings.size(), 2u);
    EXPECT_EQ(pickPictures(list, study, {.perClass = 0}).warnings.size(), 1u)
        << "of all there are never too few";
    EXPECT_NE(few.warnings[0].find("fewer samples than asked for: \"a\", \"b\""),
              std::string::npos);
    EXPECT_NE(few.warnings[1].find("4 pictures"), std::string::npos);
}

TEST(PickPictures, SayThatTheyAreOfTheTrainingSplit)
{
    const auto isSaid = [](const PictureList& list, const PickChoices& choices) {
        const auto& warnings = pickPictures(list, studyOf({"a", "b"}), choices).warnings;
        return std::ranges::any_of(warnings, [](const std::string& warning) {
            return warning.find("a split for training") != std::string::npos;
        });
    };
    const PictureList whole = listOf({"a", "b"}, 2, {"train", "test"});
    EXPECT_FALSE(isSaid(whole, {}));
    EXPECT_TRUE(isSaid(whole, {.split = "train"}));
    EXPECT_TRUE(isSaid(listOf({"a", "b"}, 2, {"train"}), {})) << "nothing is kept apart";
    EXPECT_FALSE(isSaid(listOf({"a", "b"}, 2, {""}), {})) << "nobody knows";
    EXPECT_FALSE(isSaid(whole, {.split = "train", .warnsOfDraw = false}));
}

TEST(PickPictures, StartWithPartsOfTheirPlacesOrAGrid)
{
    PictureList list = listOf({"a", "b"}, 1, {""});
    for (ListedPicture& picture : list.pictures) {
        picture.image = {.width = 9, .height = 9, .channels = 1, .pixels = {}};
        picture.image.pixels.assign(81, 0);
    }
    list.pictures[0].parts = {{"beak", 4.0, 4.0}};
    const Study study = studyOf({"a", "b"});
    const PickedPictures picked = pickPictures(list, study, {.perClass = 1});
    ASSERT_TRUE(picked.pictures[0].parts);
    EXPECT_EQ(picked.pictures[0].parts->parts[0].name, "beak");
    EXPECT_FALSE(picked.pictures[1].parts);
    const PickedPictures grid =
        pickPictures(list, study, {.parts = StartingParts::Grid, .columns = 3, .rows = 2});
    EXPECT_EQ(grid.pictures[1].parts->parts.size(), 6u);
    const PickedPictures none = pickPictures(list, study, {.parts = StartingParts::None});
    ASSERT_TRUE(none.pictures[0].parts);
    EXPECT_TRUE(none.pictures[0].parts->parts.empty());
    EXPECT_EQ(none.pictures[0].parts->points,
              (std::vector<PartPoint>{{.label = "beak", .at = {4.0, 4.0}}}))
        << "to grow parts from";
    EXPECT_FALSE(none.pictures[1].parts);
}

/// A table of sentences and a study of two classes.
class PickSentencesTest : public testing::Test
{
protected:
    TextTable table(const std::string& name, const std::string& text) const
    {
        writeFileAtomically(m_folder / name, text);
        return readSentenceTable(m_folder / name);
    }

    TemporaryFolder m_folder;
    Study m_study = studyOf({"negative", "positive"});
};

TEST_F(PickSentencesTest, LabelsAreNamesOrNumbers)
{
    const TextTable numbers = table("a.tsv", "text\tlabel\nfine film\t1\nbad film\t0\n"
                                             "fine film\t1\na good one\t1\n");
    const PickedSentences picked = pickSentences(numbers, chosenColumns(numbers, {}), m_study, {});
    EXPECT_EQ(picked.sentences,
              (std::vector<AddedSentence>{{"fine film", 1}, {"bad film", 0}, {"a good one", 1}}));
    ASSERT_EQ(picked.warnings.size(), 2u); // a table of so few rows is taken whole
    EXPECT_NE(picked.warnings[1].find("1 of 4 samples repeats one before it"), std::string::npos);
    EXPECT_EQ(picked.table, (LabelTable{{"0", "negative"}, {"1", "positive"}}));
    const TextTable names = table("b.csv", "text,body,label\nme,\"fine, really\",Positive\n"
                                           "me,bad film,Negative\n");
    EXPECT_EQ(pickSentences(names, chosenColumns(names, {.text = "Body", .label = "label"}),
                            m_study, {.perClass = 1}),
              (PickedSentences{.sentences = {{"fine, really", 1}, {"bad film", 0}},
                               .warnings = {"What " + quoted(m_folder / "b.csv") +
                                            " says in \"text\" is not used."}}));
}

TEST_F(PickSentencesTest, AreOfTheSplitThatIsAskedFor)
{
    const auto picked = [&](const std::string& splits, const PickChoices& choices) {
        std::istringstream in(splits);
        std::string text = "text\tlabel\tsplit\n";
        for (const char* row : {"fine film\t1\t", "bad film\t0\t", "good one\t1\t"}) {
            std::string split;
            in >> split;
            text += row + split + "\n";
        }
        const TextTable rows = table("split.tsv", text);
        return pickSentences(rows, chosenColumns(rows, {}), m_study, choices);
    };
    EXPECT_EQ(picked("train train test", {}).sentences,
              (std::vector<AddedSentence>{{"good one", 1}}));
    EXPECT_EQ(picked("train train test", {.split = "Train"}).sentences,
              (std::vector<AddedSentence>{{"fine film", 1}, {"bad film", 0}}));
    EXPECT_EQ(picked("train train dev", {}).splits, (std::vector<std::string>{"dev"}));
    const PickedSentences training = picked("train train train", {});
    EXPECT_EQ(training.sentences.size(), 3U);
    EXPECT_NE(training.warnings.back().find("3 of the samples are of a split for training"),
              std::string::npos)
        << training.warnings.back();
    expectError<BadInput>([&] { picked("train train train", {.split = "test"}); },
                          "no split \"test\", but \"train\"");
}

TEST_F(PickSentencesTest, LabelsThatAreOneClassAreNamed)
{
    const TextTable several = table("a.tsv", "text\tlabel\nfine film\t01\nbad film\t0\n"
                                             "a good one\t1\na poor one\t0\n");
    const PickedSentences picked = pickSentences(several, chosenColumns(several, {}), m_study, {});
    EXPECT_EQ(picked.sentences[0].label, picked.sentences[2].label);
    EXPECT_TRUE(std::ranges::any_of(picked.warnings, [](const std::string& warning) {
        return warning.find("one class: \"01 = 1\"") != std::string::npos;
    }));
}

TEST_F(PickSentencesTest, LinesOfJsonAreATable)
{
    const TextTable lines =
        table("a.jsonl", "{\"text\": \"fine film\", \"label\": 1, \"input_ids\": [1, 2]}\n\n"
                         "{\"label\": 0, \"text\": \"bad film\", \"extra\": null}\n");
    const PickedSentences picked =
        pickSentences(lines, chosenColumns(lines, {}), m_study, {.perClass = 1});
    EXPECT_EQ(picked.sentences, (std::vector<AddedSentence>{{"fine film", 1}, {"bad film", 0}}));
    expectError<BadFile>([&] { table("b.jsonl", "{}\n[1]\n"); }, "Line 2 of ");
    expectError<BadFile>([&] { table("c.jsonl", "\n"); }, "holds no sentences");
    expectError<BadFile>([&] { table("d.jsonl", "PK\x03\x04rest"); }, "a workbook of Excel");
}

TEST_F(PickSentencesTest, SentencesOfAnotherTokenizerBringTheirTokens)
{
    m_study.tokenisation = {.vocabulary = {}, .special = {.padding = 1, .unknown = 3, .mask = 9}};
    const std::string line = R"({"input_ids": [0, 5, 6, 2], "tokens": ["<s>", "Ġfine", "Ġfilm", )"
                             R"("</s>"], "label": "positive", "text": "Fine  film"})";
    writeFileAtomically(m_folder / "a.jsonl", line);
    const TextTable lines = readSentenceTable(m_folder / "a.jsonl", specialTokensOf(m_study));
    const PickedSentences picked =
        pickSentences(lines, chosenColumns(lines, {}), m_study, {.perClass = 1});
    ASSERT_EQ(picked.sentences.size(), 1u);
    EXPECT_EQ(picked.sentences[0].text, "fine film") << "as the words of the tokens read";
    EXPECT_EQ(picked.sentences[0].label, 1);
    EXPECT_EQ(picked.sentences[0].tokens[1], (Token{.id = 5, .piece = "Ġfine", .word = 0}));

    const auto expectRefused = [&](const char* name, const std::string& text,
                                   const std::string& message) {
        writeFileAtomically(m_folder / name, text);
        expectError<BadFile>([&] { readSentenceTable(m_folder / name, specialTokensOf(m_study)); },
                             message);
    };
    expectRefused("b.jsonl", line + "\n{\"text\": \"bad film\"}\n", "Line 2 of ");
    writeFileAtomically(m_folder / "e.ndjson", line);
    EXPECT_EQ(readSentenceTable(m_folder / "e.ndjson", specialTokensOf(m_study)).rows.size(), 1U);
    expectRefused("c.tsv", "text\tlabel\nfine\t1\n", "input_ids");
}

TEST_F(PickSentencesTest, PairsAreAskedAboutAndReadAsSuchByChoice)
{
    const TextTable pairs = table("a.csv", "premise,hypothesis,label\nit rains,it is wet,1\n"
                                           "it rains,it is dry,0\n");
    expectError<Unclear>([&] { chosenColumns(pairs, {}); }, "\"premise\"");
    const SentenceColumns both = chosenColumns(pairs, {.text = "premise,hypothesis"});
    EXPECT_EQ(both, (SentenceColumns{.text = 0, .label = 2, .second = 1}));
    const PickedSentences picked = pickSentences(pairs, both, m_study, {});
    const SentencePair first = pairOf("it rains", "it is wet");
    EXPECT_EQ(picked.sentences[0].text, first.text);
    EXPECT_EQ(picked.sentences[0].second, first.second);
    EXPECT_NE(picked.warnings.back().find("read as pairs"), std::string::npos);
    const PickedSentences single = pickSentences(pairs, {.text = 1, .label = 2}, m_study, {});
    EXPECT_EQ(single.sentences[0].second, 0u);
    EXPECT_EQ(chosenColumns(pairs, {.text = "hypothesis"}).second, std::nullopt);
    EXPECT_EQ(chosenColumns(pairs, {.text = "Premise,HYPOTHESIS"}), both);
    const TextTable comma = table("b.tsv", "What, it\tWhere\nit rains\t1\n");
    EXPECT_EQ(chosenColumns(comma, {.text = "what, it", .label = "where"}),
              (SentenceColumns{.text = 0, .label = 1}));
}

TEST_F(PickSentencesTest, SecondTextsOfJsonAreAskedAboutAndOthersNamed)
{
    const TextTable pairs = table(
        "p.jsonl", R"({"text": "it rains", "pair": "it is wet", "label": 1, "why": "rain"})"
                   "\n"
                   R"({"text": "it rains on", "pair": "it is dry", "label": 0, "tags": ["a"]})"
                   "\n");
    expectError<Unclear>([&] { chosenColumns(pairs, {}); }, "\"pair\"");
    const auto warningsOf = [&](const std::string& text) {
        std::string all;
        for (const std::string& warning :
             pickSentences(pairs, chosenColumns(pairs, {.text = text}), m_study, {}).warnings) {
            all += warning + "\n";
        }
        return all;
    };
    EXPECT_NE(warningsOf("text,pair").find("in \"why\", \"tags\" is not used"), std::string::npos)
        << warningsOf("text,pair");
    EXPECT_NE(warningsOf("text").find("in \"pair\", \"why\", \"tags\""), std::string::npos)
        << warningsOf("text");
    const TextTable third = table("t.csv", "premise,hypothesis,explanation,label\n"
                                           "it rains,it is wet,water falls,1\n"
                                           "it rains,it is dry,it does not,0\n");
    const PickedSentences picked =
        pickSentences(third, chosenColumns(third, {.text = "premise,hypothesis"}), m_study, {});
    EXPECT_TRUE(std::ranges::any_of(picked.warnings, [](const std::string& warning) {
        return warning.find("\"explanation\"") != std::string::npos;
    }));
}

TEST(NamedPictures, LabelMeFilesThatCannotBeTakenLeaveTheOthersAndAreNamed)
{
    const TemporaryFolder folder;
    const std::string shapes =
        R"("shapes": [{"label": "head", "points": [[0, 0], [8, 0], [8, 8]]}]})";
    std::vector<std::filesystem::path> files;
    for (const auto& [name, text] : {std::pair<std::string, std::string>{"a", "{" + shapes},
                                     {"b", "{" + shapes.substr(0, 30)},
                                     {"c", R"({"imagePath": "a.png", )" + shapes}}) {
        files.push_back(folder / (name + ".png"));
        writePng(files.back(),
                 {.width = 9, .height = 9, .channels = 1, .pixels = std::vector<std::uint8_t>(81)});
        writeFileAtomically(folder / (name + ".json"), text);
    }
    const PickedPictures picked =
        namedPictures(files, 0, studyOf({"x"}), {.parts = StartingParts::LabelMe});
    ASSERT_EQ(picked.pictures.size(), 3U);
    EXPECT_TRUE(picked.pictures[0].parts);
    EXPECT_FALSE(picked.pictures[1].parts);
    EXPECT_FALSE(picked.pictures[2].parts);
    for (const std::string what : {"b.json", "\"a.png\", and stands beside \"c.png\""}) {
        EXPECT_TRUE(std::ranges::any_of(picked.warnings, [&](const std::string& warning) {
            return warning.starts_with("Left out: ") && warning.find(what) != std::string::npos;
        })) << what;
    }
}

TEST(UsualPerClass, IsAllOfASmallTableElseTwo)
{
    EXPECT_EQ(usualPerClass(true, 64), 0U);
    EXPECT_EQ(usualPerClass(true, 65), 2U);
    EXPECT_EQ(usualPerClass(false, 10), 2U);
    PictureList list = listOf({"cat"}, 40, {"train", "test"});
    list.isTable = true;
    EXPECT_EQ(pickPictures(list, studyOf({"cat"}), {.split = "test"}).pictures.size(), 2U)
        << "the table has 80 rows, whatever the split";
}

TEST_F(PickSentencesTest, LargeTablesAreDrawnFromAndSmallOnesTakenWhole)
{
    std::string rows = "text\tlabel\n";
    for (int i = 0; i < 65; ++i) {
        rows += "sentence number " + std::to_string(i) + "\t" +
                (i % 2 == 0 ? "negative" : "positive") + "\n";
        if (i == 63) {
            const TextTable small = table("small.tsv", rows);
            EXPECT_EQ(pickSentences(small, chosenColumns(small, {}), m_study, {}).sentences.size(),
                      64u);
        }
    }
    const TextTable large = table("large.tsv", rows);
    EXPECT_EQ(pickSentences(large, chosenColumns(large, {}), m_study, {}).sentences.size(), 4u);
}

TEST_F(PickSentencesTest, MistakesAreSaid)
{
    std::string text = "text\tlabel\n";
    for (int i = 0; i < 9; ++i) {
        text += std::to_string(i % 2) + "\ta sentence number " + std::to_string(i) + "\n";
    }
    const TextTable swapped = table("a.tsv", text);
    expectError<BadInput>([&] { chosenColumns(swapped, {}); }, "seem to be swapped");
    EXPECT_EQ(chosenColumns(swapped, {.text = "label", .label = "text"}),
              (SentenceColumns{.text = 1, .label = 0}));
    expectError<BadInput>([&] { chosenColumns(swapped, {.text = "body"}); },
                          "no column \"body\". It has \"text\", \"label\"");
    const TextTable bare = table("b.txt", "one fine film\nanother film of note\n");
    expectError<BadInput>([&] { pickSentences(bare, {}, m_study, {}); },
                          "does not tell the classes");
    EXPECT_EQ(pickSentences(bare, {}, m_study, {}, 1).sentences.size(), 2u);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/samples/unclear.h"
#include "core/setup/class_match.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Positions = std::vector<int>;

TEST(MatchClasses, GoesByNameWhateverItsSpelling)
{
    const ClassMatch match =
        matchClasses({"002.Laysan_Albatross", "001.Black_footed_Albatross", "tiger"},
                     {"black-footed albatross", "Laysan Albatross"});
    EXPECT_EQ(match.positions, (Positions{1, 0, -1}));
    ASSERT_EQ(match.warnings.size(), 1u);
    EXPECT_NE(match.warnings[0].find("left out: \"tiger\""), std::string::npos);
    EXPECT_EQ(matchClasses({"a", "b"}, {"b", "a"}),
              (ClassMatch{.positions = {1, 0}, .warnings = {}}));
    // Two that look alike are no match.
    EXPECT_EQ(matchClasses({"cat", "dog"}, {"Cat", "CAT", "dog"}).positions, (Positions{-1, 2}));
    // A sign is no way to write a name.
    EXPECT_EQ(matchClasses({"-1", "1"}, {"1", "-1"}).positions, (Positions{1, 0}));
}

TEST(MatchClasses, TakesNumbersInTheirOrderAndShowsIt)
{
    const std::vector<std::vector<std::string>> pairs = {
        {"0", "1"}, {"1", "2"}, {"-1", "1"}, {"1000000", "2000000"}, {"0", "4"}};
    for (const std::vector<std::string>& two : pairs) {
        const ClassMatch match = matchClasses(two, {"negative", "positive"});
        EXPECT_EQ(match.positions, (Positions{0, 1})) << two[0];
        EXPECT_EQ(match.table, (LabelTable{{two[0], "negative"}, {two[1], "positive"}}));
        ASSERT_EQ(match.warnings.size(), 1u);
        EXPECT_NE(match.warnings[0].find(two[0] + " → negative, " + two[1] + " → positive"),
                  std::string::npos);
    }
    EXPECT_EQ(matchClasses({"0.0", "1.0"}, {"0", "1"}).positions, (Positions{0, 1}));
}

TEST(MatchClasses, OfSomeNumbersAsksUnlessTheyCountFromZero)
{
    const std::vector<std::string> three = {"cat", "dog", "cow"};
    EXPECT_EQ(matchClasses({"0", "2"}, three).positions, (Positions{0, 2}));
    const std::vector<std::vector<std::string>> sets = {
        {"1", "2"}, {"1", "3"}, {"0", "10"}, {"0", "1", "2", "3"}, {"-1", "0"}};
    for (const std::vector<std::string>& unclear : sets) {
        expectError<Unclear>([&] { matchClasses(unclear, three); },
                             "Say which class each label stands for");
    }
    // Numbers that are named after other numbers: 1…3 for 0…2 would be off by one.
    expectError<Unclear>([] { matchClasses({"1", "2", "3"}, {"0", "1", "2"}); }, "\"1\", \"2\"");
    expectError<Unclear>([] { matchClasses({"5", "6"}, {"0", "1"}); }, "\"5\", \"6\"");
    EXPECT_EQ(matchClasses({"0", "1", "2"}, {"1", "2"}).positions, (Positions{-1, 0, 1}))
        << "a larger set, of which the study has some";
}

TEST(MatchClasses, AsksOfAllClassesOfTheSetByWhatTheyAreCalledThere)
{
    try {
        matchClasses({"a", "b"}, {"cat", "dog", "cow"}, {}, {"79", "20"});
        FAIL() << "nobody was asked";
    } catch (const Unclear& question) {
        EXPECT_EQ(question.question(), Question::Labels);
        EXPECT_EQ(question.candidates(), (std::vector<std::string>{"a", "b"}));
        EXPECT_EQ(question.labels(), (std::vector<std::string>{"79", "20"}));
    }
}

TEST(MatchClasses, DoesWhatTheUserSaid)
{
    const ClassMatch match = matchClasses({"1", "2"}, {"cat", "dog"}, {{"1", "dog"}, {"2", "cat"}});
    EXPECT_EQ(match.positions, (Positions{1, 0}));
    EXPECT_TRUE(match.warnings.empty());
    EXPECT_EQ(match.table, (LabelTable{{"1", "dog"}, {"2", "cat"}}));
    EXPECT_EQ(
        matchClasses({"Chrysler", "Audi"}, {"c", "a"}, {{"79", "c"}, {"20", "a"}}, {"79", "20"})
            .positions,
        (Positions{0, 1}));
    // What was said of a set that counts from 1 is not taken for one that counts from 0.
    expectError<Unclear>(
        [] {
            matchClasses({"0", "1"}, {"cat", "dog"}, {{"1", "cat"}, {"2", "dog"}});
        },
        "\"0\"");
    expectError<BadInput>(
        [] {
            matchClasses({"1"}, {"cat", "dog"}, {{"1", "cow"}});
        },
        "no class \"cow\"");
}

TEST(MatchClasses, TakesAsManyOtherNamesInTheirOrder)
{
    const ClassMatch order = matchClasses({"n01", "n02"}, {"negative", "positive"});
    EXPECT_EQ(order.positions, (Positions{0, 1}));
    EXPECT_NE(order.warnings.at(0).find("in their order: n01 → negative, n02 → positive"),
              std::string::npos);
    expectError<Unclear>(
        [] {
            matchClasses({"x", "y", "z"}, {"negative", "positive"});
        },
        "\"x\", \"y\", \"z\"");
}

TEST(ToldLabels, AreKeptUnlessTheStudyHasSamplesOfTheClassThatOneStoodFor)
{
    Study study{.classes = {"cat", "dog"}};
    study.labels = {{"1", "cat"}};
    EXPECT_EQ(withTold(study, {{"1", "dog"}, {"2", "Cat"}}),
              (LabelNames{{"1", "dog"}, {"2", "cat"}}));
    study.samples = {{.id = "a", .label = 0}};
    EXPECT_EQ(withTold(study, {{"1", "dog"}, {"2", "Cat"}}),
              (LabelNames{{"1", "cat"}, {"2", "cat"}}));
    expectError<BadInput>([&] { withTold(study, {{"3", "cow"}}); }, "no class \"cow\"");
}

TEST(ToldLabels, MayNotContradictLabelsOfSamples)
{
    Study study{.classes = {"cat", "dog"}};
    study.labels = {{"1", "cat"}, {"2", "dog"}};
    requireStanding(study, {{"1", "dog"}});
    study.samples = {{.id = "a", .label = 0}};
    requireStanding(study, {{"1", "Cat"}, {"2", "cat"}, {"3", "dog"}});
    expectError<BadInput>(
        [&] {
            requireStanding(study, {{"1.0", "dog"}});
        },
        "stands for \"cat\" in this study, which has samples of it, and is said "
        "to be \"dog\" now");
    expectError<BadInput>([&] { requireStanding(study, {{"3", "cow"}}); }, "no class \"cow\"");
}

TEST(ToldLabels, KeepWhatLabelsOfDataWereTakenFor)
{
    const std::vector<std::string> classes = {"eins", "zwei", "drei", "vier"};
    Study study{.classes = classes};
    const ClassMatch first = matchClasses({"-5", "0", "12", "100"}, classes);
    study.labels = withTold(study, {}, first.table);
    EXPECT_EQ(study.labels,
              (LabelNames{{"-5", "eins"}, {"0", "zwei"}, {"12", "drei"}, {"100", "vier"}}));
    expectError<Unclear>(
        [&] {
            matchClasses({"12", "100", "200", "300"}, classes, study.labels);
        },
        "\"200\"");
    const ClassMatch some = matchClasses({"12", "100"}, classes, study.labels);
    EXPECT_EQ(some.positions, (Positions{2, 3}));
    EXPECT_TRUE(some.warnings.empty());
    EXPECT_EQ(withTold(study, {{"12", "eins"}}, first.table).at("12"), "eins") << "said now";
}

TEST(ToldLabels, SayNothingOfDataThatNameTheirLabelsOtherwise)
{
    const std::vector<std::string> classes = {"cat", "dog"};
    const LabelNames known = {{"1", "cat"}, {"2", "dog"}};
    const ClassMatch match = matchClasses({"dog", "cat"}, classes, known, {"1", "2"});
    EXPECT_EQ(match.positions, (Positions{1, 0}));
    ASSERT_EQ(match.warnings.size(), 2U);
    EXPECT_EQ(match.warnings[0], "Label 1 has the name of the class \"dog\" here, and is taken for "
                                 "it; before, it stood for \"cat\".");
    const LabelNames now = toldLabels({{"1", "cat"}}, known, {"dog", "cat"}, {"1", "2"});
    EXPECT_EQ(matchClasses({"dog", "cat"}, classes, now, {"1", "2"}).positions, (Positions{0, 0}))
        << "what is said now is said of these data";
}

TEST(ClassNamed, IsANameOrALabelThatStandsForOne)
{
    EXPECT_EQ(classNamed("Dog", {"cat", "dog"}), 1);
    EXPECT_EQ(classNamed("1", {"cat", "dog"}, {{"1", "cat"}}), 0);
    expectError<BadInput>([] { classNamed("1", {"cat", "dog"}); }, "no class \"1\"");
    EXPECT_EQ(classNamed("1", {"1", "0"}), 0);
    expectError<BadInput>([] { classNamed("cow", {"cat", "dog"}); }, "It has \"cat\", \"dog\"");
    expectError<BadInput>([] { classNamed("2", {"cat", "dog"}); }, "no class \"2\"");
}

} // namespace
} // namespace palimpsest

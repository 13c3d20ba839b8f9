// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/setup/network_fit.h"
#include "core/study/sentence_reader.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/small_study.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace palimpsest {
namespace {

TEST(NetworkFit, NetworksThatKnowFewerTokensThanTheVocabularyAreRefusedByTheirNumbers)
{
    const Study study = readStudy(textDemoFolder());
    const int largest = SentenceReader(textDemoFolder(), study).largestToken();
    EXPECT_NO_THROW(requireTokens(textDemoFolder(), study, {.vocabulary = largest + 1}));
    EXPECT_NO_THROW(requireTokens(textDemoFolder(), study, {})) << "a network of pictures";
    expectError<BadInput>([&] { requireTokens(textDemoFolder(), study, {.vocabulary = largest}); },
                          "It knows " + std::to_string(largest) +
                              " tokens, and the sentences of the study are read "
                              "with " +
                              std::to_string(largest + 1));
}

TEST(NetworkFit, NumbersAreNamesUnlessTheyCountFromZero)
{
    using Names = std::vector<std::string>;
    const auto problem = [](const Names& ofStudy, const Names& ofProbe, bool isProbe = true) {
        return otherNames(Study{.classes = ofStudy}, ofProbe, isProbe);
    };
    const std::string others = "Its classes are not the study's";
    for (const auto& [ofStudy, ofProbe] :
         {std::pair(Names{"1", "10", "2", "20"}, Names{"1", "2", "3", "4"}),
          {{"d", "c", "b", "a"}, {"1", "2", "3", "4"}},
          {{"1", "2"}, {"cat", "dog"}},
          {{"1", "2"}, {"3", "4"}},
          {{"dog", "yak"}, {"cat", "dog"}}}) {
        EXPECT_NE(problem(ofStudy, ofProbe).find(others), std::string::npos)
            << ofStudy[0] << " " << ofProbe[0];
    }
    EXPECT_NE(problem({"1", "10", "2"}, {"1", "2", "10"}).find("another order"), std::string::npos);
    EXPECT_NE(problem({"1", "0"}, {"0", "1"}).find("another order"), std::string::npos);
    EXPECT_NE(problem({"1", "10", "2", "20"}, {"1", "2", "3", "4"}, false).find("another order"),
              std::string::npos)
        << "names of a config.json";
    EXPECT_EQ(problem({"1", "2"}, {"1.0", "2.0"}), "");
    EXPECT_EQ(problem({"d", "c", "b", "a"}, {"0", "1", "2", "3"}), "");
    EXPECT_EQ(problem({"1", "10", "2"}, {"0", "1", "2"}), "");
    EXPECT_EQ(problem({"d", "c"}, {"LABEL_0", "LABEL_1"}, false), "");
    Study told{.classes = {"d", "c"}};
    told.labels = {{"1", "d"}, {"2", "c"}};
    EXPECT_EQ(otherNames(told, {"1", "2"}, true), "") << "what labels stand for was said";
}

TEST(NetworkFit, NumbersInTheirPlacesNameNoClasses)
{
    EXPECT_TRUE(nameNoClasses({"0", "1", "2"}));
    EXPECT_TRUE(nameNoClasses({"LABEL_0", "LABEL_1"}));
    EXPECT_FALSE(nameNoClasses({"1", "2"}));
    EXPECT_FALSE(nameNoClasses({"1", "0"}));
    EXPECT_FALSE(nameNoClasses({}));
}

TEST(NetworkFit, NetworksOfOtherTasksAreRefusedByTheirNames)
{
    Architecture network{.input = InputKind::Tokens, .classes = 2};
    EXPECT_EQ(otherTask(network), "");
    network.otherTask = "BertForTokenClassification";
    EXPECT_NE(otherTask(network).find("\"BertForTokenClassification\", which answers otherwise"),
              std::string::npos);
    network.otherTask = "BertForMaskedLM";
    EXPECT_EQ(otherTask(network), "") << "its head came after its config.json";
    network.classes = 0;
    EXPECT_NE(otherTask(network), "") << "sentences take no probes";
    network.input = InputKind::Image;
    EXPECT_EQ(otherTask(network), "") << "its features may be probed";
}

TEST(NetworkFit, OtherNumbersOfClassesAreRefusedByBoth)
{
    const std::string problem = otherClassCount(2, 3);
    EXPECT_NE(problem.find("tells of 2 classes, and it answers with 3"), std::string::npos);
    EXPECT_EQ(otherClassCount(3, 3), "");
    EXPECT_EQ(otherClassCount(0, 3), "") << "it tells none";
    EXPECT_EQ(otherClassCount(2, 1), "") << "one number for two classes";
}

} // namespace
} // namespace palimpsest

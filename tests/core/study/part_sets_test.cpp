// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/part_sets.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Names = std::vector<std::string>;

PartNames setOf(const std::string& name, const Names& parts, const Names& classes = {})
{
    PartNames set{.name = name, .parts = {}, .classes = classes};
    for (const std::string& part : parts) {
        set.parts.push_back({.name = part, .colour = {}, .key = {}});
    }
    return set;
}

/// Two samples, of the classes pullover and sneaker, with the parts top, middle and bottom.
class PartSets : public testing::Test
{
protected:
    PartSets() : m_study(makeSmallStudy(m_folder.path())) {}

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(PartSets, OfAClassComesBeforeThatOfAll)
{
    EXPECT_EQ(partSetFor(m_study, m_study.samples[0]), nullptr);
    m_study = withPartSet(m_study, setOf("any", {"top"}));
    m_study = withPartSet(m_study, setOf("shoe", {"sole"}, {"sneaker"}));
    EXPECT_EQ(partSetFor(m_study, m_study.samples[0])->name, "any");
    EXPECT_EQ(partSetFor(m_study, m_study.samples[1])->name, "shoe");
    m_study = withoutPartSet(m_study, "any");
    EXPECT_EQ(partSetFor(m_study, m_study.samples[0]), nullptr);
    EXPECT_EQ(partSetFor(m_study, m_study.samples[1])->name, "shoe");
}

TEST_F(PartSets, TakeThePlaceOfTheirNamesake)
{
    m_study = withPartSet(m_study, setOf("any", {"top"}));
    m_study = withPartSet(m_study, setOf("shoe", {"sole"}, {"sneaker"}));
    m_study = withPartSet(m_study, setOf("any", {"top", "bottom"}));
    ASSERT_EQ(m_study.partSets.size(), 2U);
    EXPECT_EQ(m_study.partSets[0].parts.size(), 2U);
}

TEST_F(PartSets, ThatDoNotDoAreRefused)
{
    m_study = withPartSet(m_study, setOf("any", {"top"}));
    m_study = withPartSet(m_study, setOf("shoe", {"sole"}, {"sneaker"}));
    const auto expectRefused = [&](const PartNames& set, const std::string& why) {
        expectError<BadInput>([&] { withPartSet(m_study, set); }, why);
    };
    expectRefused(setOf("other", {"top"}), "\"other\" is for all classes, as \"any\" is; say for");
    expectRefused(setOf("boot", {"heel"}, {"coat", "sneaker"}),
                  "\"boot\" is for the class \"sneaker\", as \"shoe\" is");
    expectRefused(setOf("sail", {"mast"}, {"boat"}),
                  "\"boat\", which the study does not have; its classes are \"pullover\"");
    expectRefused(setOf("twice", {"a", "a"}, {"coat"}), "names \"a\" twice");
    expectError<BadInput>([&] { withoutPartSet(m_study, "hat"); },
                          "no part set \"hat\". It has \"any\", \"shoe\".");
    m_study.partSets.push_back(m_study.partSets[0]);
    EXPECT_EQ(partSetsProblem(m_study), "two part sets are called \"any\"; give one another name");
}

TEST_F(PartSets, SayWhatSamplesLack)
{
    EXPECT_EQ(partGaps(m_folder.path(), m_study), std::vector<PartGaps>());
    m_study = withPartSet(m_study, setOf("any", {"hem", "top", "collar"}));
    m_study = withPartSet(m_study, setOf("shoe", {"top", "bottom"}, {"sneaker"}));
    const std::string first = m_study.samples[0].id;
    const std::string second = m_study.samples[1].id;
    EXPECT_EQ(partGaps(m_folder.path(), m_study),
              (std::vector<PartGaps>{{.sample = first, .set = "any", .missing = {"hem", "collar"}},
                                     {.sample = second, .set = "shoe"}}));

    std::filesystem::remove(partsPath(m_folder.path(), second));
    EXPECT_EQ(partGaps(m_folder.path(), m_study)[1].missing, (Names{"top", "bottom"}));
    writeFileAtomically(partsPath(m_folder.path(), second), "{");
    const PartGaps damaged = partGaps(m_folder.path(), m_study)[1];
    EXPECT_TRUE(damaged.missing.empty());
    EXPECT_NE(damaged.problem.find(second + ".json"), std::string::npos) << damaged.problem;
}

TEST_F(PartSets, NamePartsOfSentencesToo)
{
    const Study study{.name = "reviews",
                      .classes = {"bad", "good"},
                      .tokenisation = Tokenisation(),
                      .samples = {{.id = "a", .text = "not good"}},
                      .partSets = {setOf("grammar", {"subject", "negation"})}};
    writeSentenceParts(partsPath(m_folder.path(), "a"),
                       {.text = "not good", .parts = {{.label = "negation", .words = {0}}}});
    EXPECT_EQ(namesOfParts(m_folder.path(), study, study.samples[0]), Names{"negation"});
    EXPECT_EQ(partGaps(m_folder.path(), study)[0].missing, Names{"subject"});
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "core/study/study_differences.h"
#include "core/study/study_file.h"
#include "support/small_study.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

namespace palimpsest {
namespace {

using Lines = std::vector<std::string>;

TEST(StudyDifferences, NameWhatWasChanged)
{
    const Study here = readStudy(demoFolder());
    const auto changed = [&](const std::function<void(Study&)>& change) {
        Study there = here;
        change(there);
        return differences(here, there);
    };
    EXPECT_EQ(changed([](Study&) {}), Lines());
    EXPECT_EQ(changed([](Study& study) { study.settings.tau = 0.1; }),
              Lines{"tau: 0.05 here, 0.1 there"});
    EXPECT_EQ(changed([](Study& study) { study.samples.pop_back(); }).front().substr(0, 40),
              "samples: 8 here, 7 there (only here: sne");
    EXPECT_EQ(changed([](Study& study) { std::swap(study.samples[0], study.samples[1]); }),
              Lines{"samples: in another order"});
    EXPECT_EQ(changed([](Study& study) { study.samples[0].label = 3; }),
              Lines{"sample " + here.samples[0].id + " differs"});
    EXPECT_EQ(changed([](Study& study) { study.partSets = {{.name = "garment", .parts = {}}}; }),
              Lines{"part sets: 0 here, 1 there (only there: garment)"});
    EXPECT_EQ(changed([](Study& study) { study.lineages.pop_back(); }),
              Lines{"runs: 3 here, 2 there (only here: scratch)"});
    EXPECT_EQ(changed([](Study& study) { study.lineages[1].checkpoints[0].accuracy = 0.5; }),
              Lines{"files, accuracies, outputs or role of the run finetuned differ"});
}

/// Whatever differs is said somehow, or a conflict would have no words.
TEST(StudyDifferences, LeaveNothingOut)
{
    const Study here = readStudy(demoFolder());
    const std::vector<std::function<void(Study&)>> changes = {
        [](Study& study) { study.name += "!"; },
        [](Study& study) { study.classes[0] += "!"; },
        [](Study& study) { study.preprocessing.width = 7; },
        [](Study& study) { study.settings.baseline.colour = {3.0}; },
        [](Study& study) { study.settings.tau += 1e-12; },
        [](Study& study) { study.settings.interactions.kappa += 1e-12; },
        [](Study& study) { study.settings.textBaseline = TextBaseline::Deletion; },
        [](Study& study) { study.samples[0].image = "other.png"; },
        [](Study& study) { study.samples[0].isChecked = true; },
        [](Study& study) { study.partSets = {{.name = "garment", .parts = {}}}; },
        [](Study& study) { study.lineages[0].head = "other"; },
        [](Study& study) { study.lineages[0].checkpoints[0].weights = "other.pt"; }};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Study there = here;
        changes[i](there);
        EXPECT_EQ(differences(here, there).empty(), here == there) << i;
    }
}

TEST(StudyDifferences, OfParts)
{
    Drawing here{.width = 10,
                 .height = 10,
                 .shapes = {{.label = "a", .polygon = {{0, 0}, {5, 0}, {5, 5}}, .otherKeys = {}},
                            {.label = "b", .polygon = {{5, 5}, {9, 5}, {9, 9}}, .otherKeys = {}}},
                 .parts = {{.name = "a", .colour = {}}, {.name = "b", .colour = {}}}};
    Drawing there = here;
    there.shapes[0].polygon[0].x = 1;
    EXPECT_EQ(differences(here, there), Lines{"outlines of a differ"});
    there = here;
    there.parts[0].colour = "#ff0000";
    EXPECT_EQ(differences(here, there).size(), 1u);
    there = withPart(here);
    EXPECT_EQ(differences(here, there).front().substr(0, 36),
              "parts: 2 here, 3 there (only there: ");
    EXPECT_EQ(differences(here, here), Lines());
}

SentenceParts jokes()
{
    return {.text = "good jokes good good",
            .parts = {{.label = "good", .words = {0}},
                      {.label = "jokes", .words = {1}},
                      {.label = "good", .words = {2}},
                      {.label = "good", .words = {3}}}};
}

TEST(StudyDifferences, PartsOfOneLabelAreToldApart)
{
    const SentenceParts here = jokes();
    EXPECT_EQ(differences(here, here), Lines());
    SentenceParts there = here;
    there.parts[2].colour = "#ff0000";
    EXPECT_EQ(differences(here, there), Lines{"part good differs"});
    there = here;
    std::swap(there.parts[0], there.parts[2]);
    EXPECT_EQ(differences(here, there), Lines{"parts: in another order"});
    there = here;
    std::swap(there.parts[0], there.parts[1]);
    EXPECT_EQ(differences(here, there), Lines{"parts: in another order"});
    there = here;
    there.parts[2].label = "jokes";
    EXPECT_EQ(differences(here, there),
              Lines{"parts: 4 here, 4 there (only here: good; only there: jokes)"});
    there = here;
    there.parts.erase(there.parts.begin());
    EXPECT_EQ(differences(here, there), Lines{"parts: 4 here, 3 there (only here: good)"});
}

template<typename Part>
std::vector<Part> someOf(const std::vector<Part>& all, std::mt19937& random)
{
    std::vector<Part> some(all.size() + 1, all.front());
    std::ranges::generate(some, [&] { return all[random() % all.size()]; });
    some.resize(random() % some.size());
    return some;
}

/// Otherwise edits that are restored would seem not to be, or a conflict would have no words.
template<typename Version>
void expectSaidWhereverUnequal(const std::vector<Version>& versions)
{
    for (const Version& here : versions) {
        for (const Version& there : versions) {
            EXPECT_EQ(differences(here, there).empty(), here == there);
        }
    }
}

TEST(StudyDifferences, AreNoneOfWhatIsEqualAndSomeOfWhatIsNot)
{
    std::mt19937 random(20261128);
    std::vector<SentenceParts> sentences;
    std::vector<Drawing> drawings;
    std::vector<Study> studies;
    const Study study = readStudy(demoFolder());
    const std::vector<Shape> shapes = {
        {.label = "a", .polygon = {{0, 0}, {5, 0}, {5, 5}}, .otherKeys = {}},
        {.label = "a", .polygon = {{1, 0}, {5, 0}, {5, 5}}, .otherKeys = {}},
        {.label = "b", .polygon = {{5, 5}, {9, 5}, {9, 9}}, .otherKeys = {}}};
    for (int i = 0; i < 40; ++i) {
        sentences.push_back({.text = "good", .parts = someOf(jokes().parts, random)});
        drawings.push_back({.width = 10,
                            .height = 10,
                            .shapes = someOf(shapes, random),
                            .parts = {{.name = "a", .colour = {}}, {.name = "b", .colour = {}}}});
        studies.push_back(study);
        std::ranges::shuffle(studies.back().samples, random);
        studies.back().samples.resize(random() % 3);
    }
    expectSaidWhereverUnequal(sentences);
    expectSaidWhereverUnequal(drawings);
    expectSaidWhereverUnequal(studies);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_change.h"

#include <gtest/gtest.h>

#include <functional>

namespace palimpsest {
namespace {

Study studyOf(int samples)
{
    Study study{.name = "birds", .classes = {"crow", "wren"}};
    for (int i = 0; i < samples; ++i) {
        study.samples.push_back(
            {.id = "bird_" + std::to_string(i), .image = "images/" + std::to_string(i) + ".png"});
    }
    study.lineages = {
        {.name = "finetuned", .role = Role::Finetuned, .checkpoints = {{.epoch = 1}}}};
    return study;
}

TEST(StudyChange, LeadsThereAndBack)
{
    const std::vector<std::function<void(Study&)>> edits = {
        [](Study& study) { study.name = "wrens"; },
        [](Study& study) { study.classes.emplace_back("jay"); },
        [](Study& study) { study.settings.tau = 0.2; },
        [](Study& study) { study.preprocessing.width = 32; },
        [](Study& study) { study.tokenisation = Tokenisation(); },
        [](Study& study) { study.labels["3"] = "crow"; },
        [](Study& study) { study.partSets = {{.name = "bird", .parts = {}}}; },
        [](Study& study) { study.accuracySources["test"] = "birds"; },
        [](Study& study) { study.samples[1].label = 1; },
        [](Study& study) { study.samples.erase(study.samples.begin()); },
        [](Study& study) { study.samples.clear(); },
        [](Study& study) { study.samples.push_back({.id = "late"}); },
        [](Study& study) {
            study.lineages[0].checkpoints.push_back({.epoch = 2, .accuracy = 0.5});
        },
        [](Study& study) { study = Study(); },
    };
    const Study before = studyOf(3);
    for (const auto& edit : edits) {
        Study after = before;
        edit(after);
        const StudyChange change = changeBetween(before, after);
        EXPECT_EQ(withChange(before, change), after);
        EXPECT_EQ(withoutChange(after, change), before);
    }
}

TEST(StudyChange, TakesMemoryForWhatDiffersAlone)
{
    const Study before = studyOf(10'000);
    Study after = before;
    after.samples[5000].label = 1;
    EXPECT_LT(bytesOf(changeBetween(before, after)), 10'000U);
    EXPECT_GT(bytesOf(before), 10'000 * sizeof(Sample));
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study.h"

#include <gtest/gtest.h>

#include <array>

namespace palimpsest {
namespace {

constexpr std::array<float, 3> kAll = {0.0F, 1.0F, 3.0F};

Study studyWith(Target target)
{
    Study study{.classes = {"a", "b", "c"}, .samples = {{.label = 0}, {.label = 1}}};
    study.settings.target = target;
    return study;
}

TEST(TargetOf, IsTheLabelOfTheSampleByDefault)
{
    const Study study = studyWith({});
    EXPECT_EQ(targetOf(study, 1, kAll), 1);
    EXPECT_EQ(decidedTarget(study, 1), 1);
}

TEST(TargetOf, IsWhatTheModelSaysOfTheWholePicture)
{
    const Study study = studyWith({.kind = TargetKind::Predicted});
    EXPECT_EQ(targetOf(study, 1, kAll), 2);
    EXPECT_EQ(targetOf(study, 1, std::array{-1.0F}), 0);
    EXPECT_EQ(decidedTarget(study, 1), std::nullopt);
}

TEST(TargetOf, IsOneClassForAllSamples)
{
    const Study study = studyWith({.kind = TargetKind::Class, .index = 2});
    EXPECT_EQ(targetOf(study, 0, kAll), 2);
    EXPECT_EQ(decidedTarget(study, 1), 2);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long an analysis of a large study takes, and what it holds: 50 epochs of two runs, 400
// samples of ten parts.

#include "core/analysis/analysis.h"
#include "core/analysis/pattern_comparison.h"
#include "core/base/parallel.h"
#include "support/random_tables.h"

#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>

namespace palimpsest {
namespace {

constexpr std::size_t kEpochs = 50;
constexpr std::size_t kSamples = 400;
constexpr int kParts = 10;

Lineage run(const char* name, Role role, std::size_t epochs)
{
    Lineage lineage{.name = name, .role = role};
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
        lineage.checkpoints.push_back({.epoch = static_cast<int>(epoch)});
    }
    return lineage;
}

Study largeStudy()
{
    Study study{.name = "large", .classes = {"a", "b"}};
    for (std::size_t i = 0; i < kSamples; ++i) {
        study.samples.push_back({.id = "s" + std::to_string(i)});
    }
    study.lineages = {run("pretrained", Role::Pretrained, 1),
                      run("finetuned", Role::Finetuned, kEpochs),
                      run("scratch", Role::Scratch, kEpochs)};
    return study;
}

/// Tables of models that move from one random game to another.
StudyValues valuesOf(const Study& study)
{
    StudyValues values;
    for (std::size_t sample = 0; sample < kSamples; ++sample) {
        const auto seed = static_cast<std::uint32_t>(sample);
        const std::vector<double> from = randomTable(kParts, 2 * seed);
        const std::vector<double> to = randomTable(kParts, 2 * seed + 1);
        for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
            const auto& checkpoints = study.lineages[lineage].checkpoints;
            for (std::size_t i = 0; i < checkpoints.size(); ++i) {
                const double way = static_cast<double>(i) / kEpochs;
                std::vector<double> v(from.size());
                for (std::size_t t = 0; t < v.size(); ++t) {
                    v[t] = (lineage == 2 ? 0.5 : 1.0 - way) * from[t] + way * to[t];
                }
                const UnitIndex unit{{lineage, i}, sample};
                values.units[unit] = {.state = UnitState::Complete};
                auto& table = values.tables[unit];
                table.partCount = kParts;
                table.v = std::move(v);
            }
        }
        values.parts.emplace_back(kParts, "part");
    }
    return values;
}

/// A line of /proc/self/status in MB.
double memory(const std::string& name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name)) {
            return std::stod(line.substr(name.size() + 1)) / 1024.0;
        }
    }
    return 0.0;
}

/// Runs `work` and says how long it took; gives its result and the seconds that it would have taken
/// on cores that nobody else uses.
template<typename Work>
auto timed(const char* what, Work work)
{
    const std::clock_t before = std::clock();
    const auto begin = std::chrono::steady_clock::now();
    auto result = work();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    const double onCores = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    std::cout << what << ": " << seconds.count() << " s (" << onCores << " s on all cores), "
              << memory("VmRSS:") << " MB held, " << memory("VmHWM:") << " MB at most\n";
    return std::pair(std::move(result), onCores / static_cast<double>(threadCount()));
}

TEST(LargeStudyDrill, ATauChangeFollowsWithinASecond)
{
    const Study study = largeStudy();
    const StudyValues values = timed("values", [&] { return valuesOf(study); }).first;
    const auto [compared, first] =
        timed("first stage", [&] { return compareModels(study, values, {}); });
    EXPECT_EQ(compared.models.size(), 2 * kEpochs + 1);
    for (const double tau : {0.05, 0.2, 0.01}) {
        const auto [analysis, second] = timed("second stage, no draws", [&, &models = compared] {
            return analyse(study, models, {.tau = tau}, {.draws = 0});
        });
        EXPECT_EQ(analysis.curve.size(), kEpochs);
        EXPECT_LT(second, 1.0);
        timed("patterns of a sample", [&, &models = compared, &shown = analysis] {
            return comparePatterns(shown, models, 7, {1, kEpochs - 1});
        });
    }
    timed("second stage, 20 draws",
          [&, &models = compared] { return analyse(study, models, {}, {.draws = 20}); });
    EXPECT_LT(first, 2.0);
}

} // namespace
} // namespace palimpsest

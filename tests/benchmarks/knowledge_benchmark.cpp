// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A study of 2 runs × 50 epochs × 400 samples of 10 parts: 330 MB of interactions.

#include "core/knowledge/knowledge_curve.h"
#include "support/knowledge_of.h"
#include "support/planted_game.h"

#include <benchmark/benchmark.h>

namespace palimpsest {
namespace {

constexpr int kParts = 10;
constexpr std::uint32_t kEpochs = 50;
constexpr std::uint32_t kSamples = 400;

/// A checkpoint: on every sample its run's game, under noise of its own.
ModelKnowledge checkpoint(std::uint32_t run, std::uint32_t epoch)
{
    std::vector<std::vector<double>> tables;
    for (std::uint32_t sample = 0; sample < kSamples; ++sample) {
        const std::uint32_t game = sample % 2 == 0 ? sample : sample + run;
        tables.push_back(withNoise(plantedGame(kParts, game).table(), 0.02,
                                   (run * kEpochs + epoch) * kSamples + sample));
    }
    return knowledgeOf(tables, {});
}

const ComparedRuns& runs()
{
    static const ComparedRuns runs = [] {
        ComparedRuns made{.reference = checkpoint(0, 0)};
        for (std::uint32_t epoch = 0; epoch < kEpochs; ++epoch) {
            made.target.push_back({static_cast<int>(epoch), checkpoint(1, epoch)});
            made.scratch.push_back({static_cast<int>(epoch), checkpoint(2, epoch)});
        }
        return made;
    }();
    return runs;
}

/// One epoch: every sample against the reference.
void splitOfAllSamples(benchmark::State& state)
{
    const ModelKnowledge& a = runs().reference;
    const ModelKnowledge& b = runs().target.front().model;
    for (auto _ : state) {
        for (std::size_t i = 0; i < kSamples; ++i) {
            benchmark::DoNotOptimize(
                splitKnowledge(a.sample(i), a.salient[i], b.sample(i), b.salient[i]));
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kSamples));
}
BENCHMARK(splitOfAllSamples)->Unit(benchmark::kMillisecond);

/// All epochs with everything that is compared, without nulls.
void curve(benchmark::State& state)
{
    runs();
    for (auto _ : state) {
        benchmark::DoNotOptimize(knowledgeCurves(runs(), {.draws = 0}));
    }
}
BENCHMARK(curve)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
} // namespace palimpsest

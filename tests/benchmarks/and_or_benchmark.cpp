// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/and_or.h"
#include "support/planted_game.h"

#include <benchmark/benchmark.h>

namespace palimpsest {
namespace {

using Tables = std::vector<std::vector<double>>;

void split(benchmark::State& state, const Tables& tables, const std::vector<double>& kappas)
{
    AndOrSplit result;
    for (auto _ : state) {
        result = splitAndOr(tables, kappas);
    }
    state.counters["steps"] = static_cast<double>(result.steps);
    state.counters["gap"] = result.gap;
}

/// Six AND and six OR patterns.
void plantedSplit(benchmark::State& state)
{
    split(state, {plantedGame(static_cast<int>(state.range(0)), 1).table()}, {0.0});
}
BENCHMARK(plantedSplit)->ArgName("n")->DenseRange(8, 16, 2)->Unit(benchmark::kMillisecond);

/// The same under noise that the residual takes up.
void noisySplit(benchmark::State& state)
{
    split(state, {withNoise(plantedGame(static_cast<int>(state.range(0)), 1).table(), 0.01, 1)},
          {0.04});
}
BENCHMARK(noisySplit)->ArgName("n")->DenseRange(8, 12, 2)->Unit(benchmark::kMillisecond);

/// The models of a study on one sample: one game that slowly becomes another, under noise.
void jointSplit(benchmark::State& state)
{
    constexpr int n = 10;
    const std::vector<double> first = plantedGame(n, 1).table();
    const std::vector<double> last = plantedGame(n, 2).table();
    const auto models = static_cast<std::uint32_t>(state.range(0));
    Tables tables;
    for (std::uint32_t model = 0; model < models; ++model) {
        const double share = static_cast<double>(model) / models;
        std::vector<double> table(first.size());
        for (std::size_t t = 0; t < table.size(); ++t) {
            table[t] = (1.0 - share) * first[t] + share * last[t];
        }
        tables.push_back(withNoise(std::move(table), 0.05, model));
    }
    split(state, tables, residualBounds(tables, 0.04));
}
BENCHMARK(jointSplit)->ArgName("models")->Arg(3)->Arg(33)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace palimpsest

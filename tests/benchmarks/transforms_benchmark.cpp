// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/coalition.h"
#include "core/interactions/transforms.h"

#include <benchmark/benchmark.h>
#include <vector>

namespace palimpsest {
namespace {

// Of zeros, which stay zeros however often they are transformed; the time is that of any numbers.
void transformTable(benchmark::State& state, void (*transform)(std::span<double>))
{
    std::vector<double> table(coalitionCount(static_cast<int>(state.range(0))));
    for (auto _ : state) {
        transform(table);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(
        static_cast<std::int64_t>(state.iterations() * table.size() * sizeof(double)));
}

void parts(benchmark::internal::Benchmark* benchmark)
{
    benchmark->ArgName("n")->DenseRange(10, 24, 2)->Unit(benchmark::kMicrosecond);
}

BENCHMARK_CAPTURE(transformTable, moebius, moebius)->Apply(parts);
BENCHMARK_CAPTURE(transformTable, zeta, zeta)->Apply(parts);
BENCHMARK_CAPTURE(transformTable, moebiusAdjoint, moebiusAdjoint)->Apply(parts);
BENCHMARK_CAPTURE(transformTable, zetaAdjoint, zetaAdjoint)->Apply(parts);

} // namespace
} // namespace palimpsest

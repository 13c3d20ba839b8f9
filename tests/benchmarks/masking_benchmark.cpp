// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/speed.h"
#include "core/models/masking.h"

#include <benchmark/benchmark.h>

namespace palimpsest {
namespace {

/// Pictures of side range(0), three channels and ten parts, one after another; the layout is
/// range(1). To be compared with the milliseconds that a model takes for one.
void masking(benchmark::State& state)
{
    const ModelInput sample = noiseSample(3, static_cast<int>(state.range(0)), 10);
    const auto& input = std::get<PictureInput>(sample.content);
    const Masking<float> masking(input.image, input.baseline, sample.parts, state.range(1) != 0);
    std::vector<float> picture(masking.size());
    Coalition coalition = 0;
    for (auto _ : state) {
        masking.write(coalition++ & fullCoalition(10), picture.data());
        benchmark::DoNotOptimize(picture.data());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(masking)->ArgNames({"side", "channels_last"})->ArgsProduct({{28, 224, 384}, {0, 1}});

} // namespace
} // namespace palimpsest

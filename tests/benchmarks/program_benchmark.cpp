// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/programs/program_host.h"
#include "core/models/readers/zip_archive.h"
#include "core/models/torch_classifier.h"
#include "core/study/study_file.h"
#include "core/units/study_inputs.h"
#include "support/places.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <benchmark/benchmark.h>
#include <numeric>

namespace palimpsest {
namespace {

const std::filesystem::path kDemo = sourceFolder() / "data/demo";

/// The demo's program with another hash, so that it is run as one of others.
void writeRepacked(const std::filesystem::path& from, const std::filesystem::path& to)
{
    const ZipArchive archive(from);
    std::vector<std::pair<std::string, std::string>> entries;
    for (const auto& [name, entry] : archive.entries()) {
        entries.emplace_back(name, archive.read(name, 1 << 24));
    }
    entries.emplace_back("note", "another hash");
    writeZip(to, entries);
}

/// Maskings of the demo's first sample in batches of range(0), in this process or, if range(1), in
/// one of its own. To be run with --benchmark_enable_random_interleaving=true.
void passes(benchmark::State& state)
{
    StudyInputs inputs(kDemo, readStudy(kDemo));
    const UnitIndex unit{{1, 15}, 0};
    const TemporaryFolder folder;
    const bool isElsewhere = state.range(1) != 0;
    const auto batch = static_cast<std::size_t>(state.range(0));
    writeRepacked(inputs.templatePath(unit), folder / "other.pt");
    const auto model = openTorchClassifier(
        isElsewhere ? folder / "other.pt" : inputs.templatePath(unit), inputs.weightsPath(unit),
        {.threads = 2, .batchSize = static_cast<int>(batch), .graph = Graph::Optimised},
        std::make_shared<ProgramHost>(Trust{.everything = true}));
    const ModelInput& sample = inputs.sample(0).input;
    const auto run = model->open(sample);
    std::vector<Coalition> coalitions(run->batchSize()); // as a study's run asks for
    std::iota(coalitions.begin(), coalitions.end(), Coalition{0});
    for (int i = 0; i < 3; ++i) {
        run->logits(coalitions); // Torch looks at the first passes
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(run->logits(coalitions));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(coalitions.size()));
}
BENCHMARK(passes)
    ->ArgNames({"batch", "elsewhere"})
    ->ArgsProduct({{16, 64}, {0, 1}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long a study of 50 epochs × 400 samples × 2 runs takes to open, packed and not.

#include "core/analysis/analysis.h"
#include "core/extraction/extraction.h"
#include "core/study/packing.h"
#include "core/study/study_file.h"
#include "support/synthetic_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <malloc.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

double secondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Of the process, in MiB: "VmRSS" now, "VmHWM" the most since resetPeak().
long memory(const std::string& which)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(which)) {
            return std::stol(line.substr(which.size() + 1)) / 1024;
        }
    }
    return 0;
}

void resetPeak()
{
    ::malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
}

double sizeOnDisk(const fs::path& folder)
{
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    }
    return static_cast<double>(bytes) / (1 << 20);
}

/// Opens the study as a window does, and says what it took.
double opening(const fs::path& folder, const std::string& what, std::size_t units)
{
    double seconds = 0.0;
    for (int turn = 0; turn < 3; ++turn) {
        resetPeak();
        const long before = memory("VmRSS");
        StudyValues values;
        const std::clock_t started = std::clock();
        seconds = secondsOf([&] {
            StudyInputs inputs(folder, readStudy(folder));
            values = loadValues(inputs);
        });
        EXPECT_EQ(values.tables.size(), units);
        std::cout << what << ": " << units << " units in " << seconds << " s ("
                  << static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC
                  << " s of all processors), at most " << memory("VmHWM") - before << " MiB, kept "
                  << memory("VmRSS") - before << " MiB\n";
    }
    return seconds;
}

/// Where PALIMPSEST_DRILL_STUDY names a folder, the study stays there, to be opened in the window.
TEST(LargeOpening, TakesThreeSeconds)
{
    const TemporaryFolder temporary;
    const char* kept = std::getenv("PALIMPSEST_DRILL_STUDY");
    const fs::path folder = kept != nullptr ? fs::path(kept) : temporary / "study";
    if (!fs::exists(folder / "study.json")) {
        double packing = 0.0;
        const double making = secondsOf([&] {
            makeSyntheticStudy(folder, {}, [&](const fs::path& unitFolder) {
                packing += secondsOf([&] { packUnits(unitFolder); });
            });
        });
        std::cout << "made in " << making - packing << " s, packed in " << packing << " s\n";
    }
    std::cout << "values on disk: " << sizeOnDisk(folder / "values") << " MiB\n";
    StudyInputs inputs(folder, readStudy(folder));
    loadValues(inputs);
    inputs.rememberHashes();
    EXPECT_LE(opening(folder, "packed", 40'400), 3.0);
    const double planning = secondsOf([&] {
        StudyInputs again(folder, readStudy(folder));
        EXPECT_EQ(planExtraction(again, {}).complete, 40'400U);
    });
    std::cout << "planned in " << planning << " s\n";
}

TEST(LargeOpening, OfUnpackedUnits)
{
    const TemporaryFolder folder;
    const SyntheticSize size{.epochs = 10};
    makeSyntheticStudy(folder / "study", size);
    std::cout << "values on disk: " << sizeOnDisk(folder / "study/values") << " MiB\n";
    opening(folder / "study", "not packed", 8'400);
}

} // namespace
} // namespace palimpsest

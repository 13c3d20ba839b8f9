// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/figure_names.h"
#include "core/base/files.h"
#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/units_in.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

TEST(Journey, DemoToFigures)
{
    const TemporaryFolder folder;
    const std::string study = folder / "my demo ü";
    EXPECT_EQ(cli({"demo", study}).exitCode, 0);
    EXPECT_EQ(cli({"demo", study}).exitCode, 4); // it is there already

    const ProgramResult dry = cli({"extract", study, "--dry-run"});
    EXPECT_NE(dry.out.find("264 units · 270336 passes"), std::string::npos) << dry.out;
    EXPECT_EQ(unitsIn(study), 0u);

    const ProgramResult extracted = cli({"extract", study, "--json"});
    EXPECT_EQ(extracted.exitCode, 0) << extracted.err;
    EXPECT_EQ(json::parse(extracted.out)["units_made"], 264);
    EXPECT_EQ(unitsIn(study), 264u);
    EXPECT_NE(extracted.err.find("\"event\":\"progress\""), std::string::npos);

    const ProgramResult analysed = cli({"analyse", study, "--json"});
    EXPECT_EQ(analysed.exitCode, 0) << analysed.err;
    const json report = json::parse(analysed.out);
    EXPECT_EQ(report["samples"].size(), 8u);
    EXPECT_EQ(report["epochs"].size(), 16u);
    EXPECT_EQ(report["epochs"][15]["likeness"]["own_last"]["target_run"], 1.0);
    const ProgramResult table = cli({"-q", "analyse", study, "--tau", "0.1"});
    EXPECT_NE(table.out.find("τ = 0.1"), std::string::npos);
    EXPECT_EQ(table.err, "");

    for (const char* kind : kFigureNames) {
        const fs::path out = folder / (std::string(kind) + ".svg");
        const ProgramResult drawn =
            cli({"figure", study, "--kind", kind, "--out", out, "--width", "3.39in"});
        EXPECT_EQ(drawn.exitCode, 0) << drawn.err;
        EXPECT_GT(fs::file_size(out), 1000u);
        const json provenance =
            json::parse(readFile(fs::path(out).replace_extension(".json"), 1 << 20));
        EXPECT_EQ(provenance["models"].size(), 33u);
        EXPECT_TRUE(fs::exists(fs::path(out).replace_extension(".csv")));
    }
    EXPECT_EQ(cli({"export", study, folder / "out.h5", "--csv", folder / "csv"}).exitCode, 0);
    EXPECT_TRUE(fs::exists(folder / "out.h5"));
    EXPECT_TRUE(fs::exists(folder / "csv/curve.csv"));
}

} // namespace
} // namespace palimpsest

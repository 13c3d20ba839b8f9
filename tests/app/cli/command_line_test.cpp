// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The programs as a user runs them, on the real demo.

#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/study/study_file.h"
#include "support/expect_end.h"
#include "support/program.h"
#include "support/small_network.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"
#include "support/units_in.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class CommandLine : public testing::Test
{
protected:
    CommandLine() { makeSmallStudy(m_study); }

    TemporaryFolder m_folder;
    const std::string m_study = m_folder / "study";
};

TEST_F(CommandLine, MistakesInUseEndWithTwo)
{
    expectEnd(cli({}), 2, "subcommand is required");
    expectEnd(cli({"extract"}), 2, "STUDY is required");
    expectEnd(cli({"extract", m_study, "--batch", "0"}), 2, "--batch");
    expectEnd(cli({"figure", m_study, "--kind", "pie", "--out", "x.svg"}), 2, "--kind");
    for (const char* tau : {"x", "nan", "1", "-0.1"}) {
        expectEnd(cli({"analyse", m_study, "--tau", tau}), 2, "--tau");
    }
    EXPECT_EQ(cli({"--help"}).exitCode, 0);
    EXPECT_NE(cli({"--version"}).out.find("palimpsest-cli 0."), std::string::npos);
}

TEST_F(CommandLine, BadInputEndsWithThreeAndSaysWhatToDo)
{
    expectEnd(cli({"analyse", m_folder / "nowhere"}), 3, "no folder");
    expectEnd(cli({"analyse", m_folder.path()}), 3, "palimpsest-cli demo");
    expectEnd(cli({"analyse", m_study}), 3, "palimpsest-cli extract");
    expectEnd(cli({"extract", m_study, "--only", "nobody"}), 3, "pretrained, finetuned, scratch");
    expectEnd(cli({"inspect", m_folder / "nothing.h5"}), 3, "no file");
    ASSERT_EQ(cli({"extract", m_study}).exitCode, 0);
    expectEnd(cli({"figure", m_study, "--kind", "orders", "--out", m_folder / "x.bmp"}), 3, ".svg");
    expectEnd(cli({"figure", m_study, "--kind", "orders", "--out", m_folder / "x.bmp"}), 3,
              "palimpsest-cli: ");
    expectEnd(cli({"figure", m_study, "--kind", "orders", "--out", m_folder / "x.svg", "--width",
                   "wide"}),
              3, "no width");
    expectEnd(
        cli({"figure", m_study, "--kind", "orders", "--out", m_folder / "x.svg", "--epoch", "9"}),
        3, "no epoch 9");
    expectEnd(cli({"export", m_study}), 3, "nothing to export");
}

TEST_F(CommandLine, ARunInPlaceOfAMissingRoleIsNamedByAnOption)
{
    ASSERT_EQ(cli({"set", m_study, "--role", "pretrained=other"}).exitCode, 0);
    ASSERT_EQ(cli({"extract", m_study}).exitCode, 0);
    expectEnd(cli({"analyse", m_study}), 3,
              "is the pre-trained one. Give one that role. Name it with --reference, or say "
              "`palimpsest-cli set --role RUN=pretrained`.");
    expectEnd(cli({"export", m_study, "--csv", m_folder / "csv"}), 3, "Name it with --reference");
    expectEnd(cli({"export", m_study, m_folder / "x.h5", "--reference", "pretrained"}), 3,
              "Add --csv");
    EXPECT_EQ(
        cli({"export", m_study, "--csv", m_folder / "csv", "--reference", "pretrained"}).exitCode,
        0);
    expectEnd(cli({"figure", m_study, "--kind", "orders", "--out", m_folder / "x.svg"}), 3,
              "--reference");
    EXPECT_EQ(cli({"analyse", m_study, "--reference", "pretrained"}).exitCode, 0);
}

TEST_F(CommandLine, WhatCannotBeWrittenEndsWithFourAndLeavesNothing)
{
    ASSERT_EQ(cli({"extract", m_study}).exitCode, 0);
    writeFileAtomically(m_folder / "file", "in the way");
    expectEnd(cli({"figure", m_study, "--kind", "orders", "--out", m_folder / "file/x.svg"}), 4,
              "Cannot write");
    expectEnd(cli({"export", m_study, m_folder / "file/x.h5"}), 4, "Cannot write");
    expectEnd(cli({"demo", m_folder / "file/demo"}), 4, "Cannot write");
    EXPECT_EQ(readFile(m_folder / "file", 100), "in the way");
}

TEST_F(CommandLine, AFigureNeverReplacesWhatNoFigureMade)
{
    ASSERT_EQ(cli({"extract", m_study}).exitCode, 0);
    const std::string before = readFile(fs::path(m_study) / "study.json", 1 << 20);
    expectEnd(cli({"figure", m_study, "--kind", "orders", "--out", m_study + "/study.svg"}), 4,
              "consists of");
    EXPECT_EQ(readFile(fs::path(m_study) / "study.json", 1 << 20), before);
    EXPECT_FALSE(fs::exists(m_study + "/study.svg"));
    writeFileAtomically(m_folder / "notes.json", "{\"mine\": 1}");
    expectEnd(cli({"figure", m_study, "--kind", "orders", "--out", m_folder / "notes.svg"}), 3,
              "no figure made");
    EXPECT_EQ(readFile(m_folder / "notes.json", 100), "{\"mine\": 1}");
    EXPECT_FALSE(fs::exists(m_folder / "notes.svg"));
    for (int time = 0; time < 2; ++time) {
        EXPECT_EQ(
            cli({"figure", m_study, "--kind", "orders", "--out", m_folder / "x.svg"}).exitCode, 0);
    }
}

TEST_F(CommandLine, NamesThatAreNotUtf8Work)
{
    const std::string odd = m_folder / "n\xff";
    fs::rename(m_study, odd);
    EXPECT_EQ(cli({"extract", odd}).exitCode, 0);
    const std::string figure = odd + "/f.svg";
    EXPECT_EQ(cli({"figure", odd, "--kind", "orders", "--out", figure}).exitCode, 0);
    EXPECT_TRUE(fs::exists(figure));
    fs::remove(odd + "/images/pullover_1.png");
    const ProgramResult report = cli({"inspect", odd, "--json"});
    EXPECT_EQ(report.exitCode, 0);
    const json lineage = json::parse(report.out)["lineages"][0];
    EXPECT_EQ(lineage["units"]["complete"], 2) << "values stay when a picture goes";
    EXPECT_NE(
        lineage["problems"].dump(-1, ' ', false, json::error_handler_t::replace).find("is missing"),
        std::string::npos);
}

TEST_F(CommandLine, UnitsThatFailEndWithOneAndTheOthersAreMade)
{
    writeFileAtomically(fs::path(m_study) / "checkpoints/scratch/epoch_04.safetensors", "broken");
    expectEnd(cli({"extract", m_study}), 1, "epoch_04.safetensors");
    EXPECT_EQ(unitsIn(m_study), 12u);
}

TEST_F(CommandLine, InteractionsAreTakenAsAsked)
{
    ASSERT_EQ(cli({"extract", m_study}).exitCode, 0);
    const std::string before = readFile(m_study + "/study.json", 1 << 20);
    const json split = json::parse(cli({"analyse", m_study, "--json", "--interactions", "and-or",
                                        "--kappa", "0.02", "--separate"})
                                       .out)["interactions"];
    EXPECT_EQ(split["kind"], "and_or");
    EXPECT_EQ(split["kappa"], 0.02);
    EXPECT_EQ(split["joint"], false);
    EXPECT_EQ(split["splits"], 14); // 7 checkpoints × 2 samples
    const ProgramResult table = cli({"analyse", m_study, "--interactions", "and-or"});
    EXPECT_NE(table.out.find("models split together, κ = 0.04"), std::string::npos) << table.out;
    EXPECT_EQ(readFile(m_study + "/study.json", 1 << 20), before) << "the study keeps its own";
    expectEnd(cli({"analyse", m_study, "--kappa", "0.1"}), 3, "--interactions and-or");
    expectEnd(cli({"analyse", m_study, "--interactions", "xor"}), 2, "--interactions");
    expectEnd(cli({"analyse", m_study, "--interactions", "and-or", "--kappa", "2"}), 2, "--kappa");
}

TEST_F(CommandLine, InspectTellsWhatEveryKindOfFileHolds)
{
    ASSERT_EQ(cli({"extract", m_study, "--only", "pretrained"}).exitCode, 0);
    const auto inspect = [&](const std::string& file) {
        const ProgramResult result = cli({"inspect", m_study + file, "--json"});
        EXPECT_EQ(result.exitCode, 0) << result.err;
        return json::parse(result.out);
    };
    EXPECT_EQ(inspect("")["lineages"][0]["units"]["complete"], 2);
    EXPECT_EQ(inspect("")["lineages"][1]["units"]["missing"], 6);
    EXPECT_EQ(inspect("/values/pretrained/0/pullover_1.h5")["parts"], 3);
    EXPECT_EQ(inspect("/checkpoints/scratch/epoch_04.safetensors")["tensors"]["fc.bias"][0], 4);
    EXPECT_EQ(inspect("/parts/pullover_1.json")["parts"]["middle"], 9 * 28);
    EXPECT_EQ(inspect("/checkpoints/garment_net.pt")["kind"], "model (TorchScript)");
    EXPECT_NE(cli({"inspect", m_study}).out.find("role: pretrained"), std::string::npos);

    const fs::path folder = m_study + "/checkpoint-500";
    fs::create_directory(folder);
    writeFileAtomically(folder / "config.json", R"({"id2label": {"0": "no", "1": "yes"}})");
    writeSafetensors(folder / "model.safetensors", {{"net.weight", {{2, 3}, {1, 2, 3, 4, 5, 6}}}});
    const json model = inspect("/checkpoint-500");
    EXPECT_EQ(model["container"], "Hugging Face");
    EXPECT_EQ(model["class_names"], (json{"no", "yes"}));
    EXPECT_NE(model["architecture"].get<std::string>().find("template"), std::string::npos);
    EXPECT_NE(cli({"inspect", folder}).out.find("net.weight: [2×3]"), std::string::npos);

    const fs::path unsaid = m_study + "/vit.safetensors";
    writeSafetensors(unsaid, smallTransformer());
    const json asked = inspect("/vit.safetensors");
    EXPECT_EQ(asked["network"].get<std::string>().find("head"), std::string::npos)
        << "what is asked for is not stated: " << asked["network"];
    EXPECT_NE(asked["open"][0].get<std::string>().find("--heads"), std::string::npos);

    const fs::path parts = m_study + "/parts/pullover_1.json";
    std::string merged = readFile(parts, 1 << 20);
    merged.replace(merged.find("middle"), 6, "bottom");
    writeFileAtomically(parts, merged);
    const json units = inspect("")["lineages"][0]["units"];
    EXPECT_EQ(units["complete"], 2);
    EXPECT_EQ(units["complete_from_finer_parts"], 1);
}

TEST_F(CommandLine, SetChangesTheStudyAndSaysWhatBecameStale)
{
    ASSERT_EQ(cli({"extract", m_study, "-q"}).exitCode, 0);
    const std::string before = readFile(m_study + "/study.json", 1 << 20);
    const ProgramResult shown = cli({"set", m_study});
    EXPECT_NE(shown.out.find("baseline      black\n"), std::string::npos) << shown.out;
    EXPECT_EQ(readFile(m_study + "/study.json", 1 << 20), before);

    const ProgramResult free =
        cli({"set", m_study, "--value", "margin", "--target", "predicted", "--interactions",
             "and-or", "--kappa", "0.1", "--separate", "--tau", "0.07", "--scope", "sample"});
    EXPECT_EQ(free.exitCode, 0) << free.err;
    EXPECT_NE(free.out.find("value         log_odds → margin"), std::string::npos) << free.out;
    EXPECT_NE(free.out.find("No stored value is stale."), std::string::npos) << free.out;
    const StudySettings settings = readStudy(m_study).settings;
    EXPECT_EQ(settings.valueKind, ValueKind::Margin);
    EXPECT_EQ(settings.target.kind, TargetKind::Predicted);
    EXPECT_EQ(settings.interactions,
              (InteractionSettings{.kind = InteractionKind::AndOr, .kappa = 0.1, .joint = false}));
    EXPECT_EQ(settings.tau, 0.07);
    EXPECT_EQ(settings.thresholdScope, ThresholdScope::Sample);

    const ProgramResult stale = cli({"set", m_study, "--baseline", "blur:2.5", "--target", "coat"});
    EXPECT_NE(stale.out.find("14 of 14 stored units are stale now"), std::string::npos)
        << stale.out;
    EXPECT_EQ(readStudy(m_study).settings.baseline,
              (Baseline{.kind = BaselineKind::Blur, .sigma = 2.5}));
    const ProgramResult shares = cli({"set", m_study, "--baseline", "0.5"});
    EXPECT_NE(shares.out.find("→ colour 0.5\n"), std::string::npos) << shares.out;
    EXPECT_NE(shares.err.find("Levels go from 0 to 255"), std::string::npos) << shares.err;
    EXPECT_NE(shares.err.find("say --baseline 128"), std::string::npos) << shares.err;
    EXPECT_NE(cli({"set", m_study, "--baseline", "0", "--background", "part"})
                  .out.find("No stored value is stale."),
              std::string::npos); // the bands leave no background

    const ProgramResult untried = cli({"set", m_study, "--resize", "20x24"});
    EXPECT_NE(untried.err.find("and whether"), std::string::npos) << untried.err;
    EXPECT_NE(untried.err.find("24 × 20 pixels (width × height) in 1 channel was not tried"),
              std::string::npos)
        << untried.err;
    EXPECT_NE(untried.out.find("makes them again if the networks take such pictures"),
              std::string::npos)
        << untried.out;
    EXPECT_NE(untried.out.find("24×20 (width × height)"), std::string::npos) << untried.out;
}

TEST_F(CommandLine, SetRefusesWhatMakesNoSenseAndChangesNothing)
{
    const std::string before = readFile(m_study + "/study.json", 1 << 20);
    for (const std::vector<std::string>& options :
         std::vector<std::vector<std::string>>{{"--baseline", "fog"},
                                               {"--baseline", "blur:0"},
                                               {"--baseline", "blur:x"},
                                               {"--baseline", "256"},
                                               {"--baseline", "1,2,3"},
                                               {"--target", "boat"},
                                               {"--baseline", "telea", "--background", "masked"}}) {
        std::vector<std::string> arguments = {"set", m_study};
        arguments.insert(arguments.end(), options.begin(), options.end());
        EXPECT_EQ(cli(arguments).exitCode, 3) << options[1];
    }
    for (const std::vector<std::string>& options :
         std::vector<std::vector<std::string>>{{"--kappa", "1.5"},
                                               {"--tau", "1"},
                                               {"--value", "odds"},
                                               {"--background", "sky"},
                                               {"--joint", "--separate"}}) {
        std::vector<std::string> arguments = {"set", m_study};
        arguments.insert(arguments.end(), options.begin(), options.end());
        EXPECT_EQ(cli(arguments).exitCode, 2) << options[0];
    }
    EXPECT_EQ(readFile(m_study + "/study.json", 1 << 20), before);
}

/// Bands of one pixel row each, the last one with the rest.
std::string bands(int count)
{
    json shapes = json::array();
    for (int band = 0; band < count; ++band) {
        const int bottom = band + 1 < count ? band + 1 : 28;
        shapes.push_back({{"label", "band " + std::to_string(band)},
                          {"shape_type", "rectangle"},
                          {"points", {{0, band}, {28, bottom}}}});
    }
    return json{{"imageWidth", 28}, {"imageHeight", 28}, {"shapes", shapes}}.dump();
}

TEST_F(CommandLine, ExtractSaysWhatItTakesAndAsksBeforeVeryManyMaskings)
{
    writeFileAtomically(m_study + "/parts/pullover_1.json", bands(16));
    const json plan = json::parse(cli({"extract", m_study, "--dry-run", "--json"}).out);
    EXPECT_EQ(plan["most_parts"], 16);
    EXPECT_EQ(plan["passes"], 7 * (65536 + 8));
    EXPECT_GT(plan["bytes"], 7 * 65536 * 8);
    EXPECT_GT(plan["passes_per_second"], 0.0);
    const ProgramResult asked = cli({"extract", m_study});
    EXPECT_EQ(asked.exitCode, 3);
    EXPECT_NE(asked.err.find("pullover_1 has 16 parts"), std::string::npos) << asked.err;
    EXPECT_NE(asked.err.find("--yes"), std::string::npos);
    EXPECT_FALSE(fs::exists(m_study + "/values"));
    writeFileAtomically(m_study + "/parts/pullover_1.json", bands(21));
    const ProgramResult refused = cli({"extract", m_study, "--yes", "-q"});
    EXPECT_EQ(refused.exitCode, 1); // the other sample is made
    EXPECT_NE(refused.err.find("more than 20 parts"), std::string::npos) << refused.err;
}

TEST_F(CommandLine, BenchComparesExtractionWithTheBareForwardPass)
{
    const std::string model = m_study + "/checkpoints/garment_net.pt";
    const ProgramResult result = cli({"bench", model, "--size", "28", "--channels", "1", "--n", "8",
                                      "--threads", "1", "--batch", "16", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const json report = json::parse(result.out);
    EXPECT_EQ(report["coalitions"], 256);
    EXPECT_EQ(report["plan"]["batch_size"], 16);
    for (const char* what : {"extraction", "raw_forward", "plain_batches", "plain_singles"}) {
        EXPECT_GT(report["coalitions_per_second"][what], 0.0) << what;
    }
    EXPECT_GT(report["noise"]["bound"], 0.0);
    EXPECT_EQ(cli({"bench", m_study + "/none.pt"}).exitCode, 3);
    EXPECT_EQ(cli({"bench", model, "--n", "21"}).exitCode, 2);
}

TEST_F(CommandLine, PackedValuesAreReadAsFilesWere)
{
    ASSERT_EQ(cli({"extract", m_study, "--only", "pretrained"}).exitCode, 0);
    const std::string folder = m_study + "/values/pretrained/0";
    const std::string unit = folder + "/pullover_1.h5";
    const std::string before = readFile(unit, 1 << 20);
    const std::string report = cli({"inspect", unit, "--json"}).out;
    const ProgramResult packed = cli({"pack", m_study, "--json"});
    EXPECT_EQ(packed.exitCode, 0) << packed.err;
    EXPECT_EQ(json::parse(packed.out)["units_packed"], 2);
    EXPECT_FALSE(fs::exists(unit));
    EXPECT_EQ(cli({"inspect", unit, "--json"}).out, report);
    EXPECT_EQ(json::parse(cli({"inspect", folder + ".pack.h5", "--json"}).out)["units"], 2);
    EXPECT_EQ(json::parse(cli({"inspect", m_study, "--json"}).out)["lineages"][0]["units"],
              (json{{"complete", 2}}));
    EXPECT_EQ(json::parse(cli({"extract", m_study, "--dry-run", "--json"}).out)["units_complete"],
              2);
    const ProgramResult unpacked = cli({"unpack", m_study});
    EXPECT_NE(unpacked.out.find("2 units"), std::string::npos) << unpacked.out;
    EXPECT_EQ(readFile(unit, 1 << 20), before);
}

TEST_F(CommandLine, FiguresAreTheSameBytesAgain)
{
    ASSERT_EQ(cli({"extract", m_study}).exitCode, 0);
    for (const char* name : {"a.svg", "b.svg"}) {
        ASSERT_EQ(
            cli({"figure", m_study, "--kind", "knowledge", "--out", m_folder / name}).exitCode, 0);
    }
    EXPECT_EQ(readFile(m_folder / "a.svg", 1 << 24), readFile(m_folder / "b.svg", 1 << 24));
}

} // namespace
} // namespace palimpsest

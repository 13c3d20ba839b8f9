// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/report_options.h"

#include "app/cli/model_options.h"
#include "app/cli/output_option.h"
#include "app/cli/role_option.h"
#include "app/cli/setup_options.h"
#include "app/common/demo.h"
#include "core/analysis/figure_names.h"
#include "core/samples/word_pieces.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <map>
#include <set>

namespace palimpsest {

namespace {

/// An option that takes one of the names.
template<typename Value>
void addChoice(CLI::App& app, const char* name, std::optional<Value>& value,
               const char* description, const std::map<std::string, Value>& choices)
{
    std::set<std::string> names;
    for (const auto& choice : choices) {
        names.insert(choice.first);
    }
    app.add_option_function<std::string>(
           name, [&value, choices](const std::string& text) { value = choices.at(text); },
           description)
        ->check(CLI::IsMember(names));
}

void addNulls(CLI::App& app, std::optional<int>& draws, std::optional<std::uint32_t>& seed)
{
    app.add_option("--null-draws", draws,
                   "How often parts are permuted for the bands of the nulls [200]")
        ->check(CLI::Range(1, kMostNullDraws));
    app.add_option("--null-seed", seed, "Of these permutations [1]");
}

/// Which checkpoints are compared.
template<typename Command>
void addComparison(CLI::App& app, Command& command)
{
    app.add_option("--reference", command.reference,
                   "LINEAGE or LINEAGE/EPOCH [the pre-trained one]");
    app.add_option("--target", command.target, "LINEAGE [the fine-tuned one]");
    app.add_option("--scratch", command.scratch, "LINEAGE [the one trained from scratch]");
}

void addTau(CLI::App& app, std::optional<double>& tau)
{
    app.add_option("--tau", tau,
                   "Share of the largest |I| above which a pattern is salient [the "
                   "study's]")
        ->check([](const std::string& text) {
            const double value = std::strtod(text.c_str(), nullptr);
            return value >= 0.0 && value < 1.0 ? std::string() : "must lie in [0, 1)";
        });
}

} // namespace

void addOptions(CLI::App& app, SetCommand& command)
{
    addStudy(app, command.study);
    app.add_option("--baseline", command.baseline,
                   "What hidden parts show: black, grey, white, mean, image-mean, "
                   "blur[:SIGMA], telea, navier-stokes, or levels as R,G,B; in sentences "
                   "mask, padding, unknown or deletion");
    addPictureOptions(app, command.pictures);
    app.add_option("--max-length", command.maximumLength, "Most tokens of a sentence")
        ->check(CLI::Range(kShortestSentence, kLongestSentence));
    addChoice(app, "--background", command.background, "What belongs to no part",
              {{"kept", Background::Kept},
               {"masked", Background::Masked},
               {"part", Background::OwnPart}});
    addChoice(app, "--value", command.value, "The value v of a picture",
              {{"log-odds", ValueKind::LogOdds},
               {"logit", ValueKind::Logit},
               {"margin", ValueKind::Margin},
               {"probability", ValueKind::Probability},
               {"sigmoid", ValueKind::SigmoidLogOdds},
               {"output", ValueKind::Output}});
    app.add_option("--target", command.target,
                   "The class v speaks of: label, predicted or a class");
    addChoice(app, "--interactions", command.interactions, "Which interactions explain v",
              {{"and", InteractionKind::And}, {"and-or", InteractionKind::AndOr}});
    app.add_option("--kappa", command.kappa, "Residual of and-or, as a share of |v(N) − v(∅)|")
        ->check([](const std::string& text) {
            const double value = std::strtod(text.c_str(), nullptr);
            return value >= 0.0 && value <= 1.0 ? std::string() : "must lie in [0, 1]";
        });
    auto* joint = app.add_flag_callback(
        "--joint", [&command] { command.joint = true; }, "Compared models are split together");
    app.add_flag_callback(
           "--separate", [&command] { command.joint = false; }, "Each model is split for itself")
        ->excludes(joint);
    addOutputOption(app, command.outputs,
                    "What the networks answer with, where their answers do not show it");
    app.add_option("--checkpoints", command.checkpoints,
                   "LINEAGE or LINEAGE/EPOCH that --outputs is said of, whatever is known of them "
                   "[all of which it is not known]");
    addRolesOption(app, command.roles);
    addNulls(app, command.nullDraws, command.nullSeed);
    addTau(app, command.tau);
    addChoice(app, "--scope", command.scope, "Over what the largest |I| is taken",
              {{"model", ThresholdScope::Model}, {"sample", ThresholdScope::Sample}});
}

void addOptions(CLI::App& app, AnalyseCommand& command)
{
    addStudy(app, command.study);
    addComparison(app, command);
    addTau(app, command.tau);
    app.add_option("--interactions", command.interactions,
                   "and, or and-or: v split into few of both [the study's]")
        ->check(CLI::IsMember({"and", "and-or"}));
    app.add_option("--kappa", command.kappa,
                   "and-or: what may be left of v(T), as a share of |v(N) − v(∅)| "
                   "[the study's]")
        ->check(CLI::Range(0.0, 1.0));
    app.add_flag("--separate", command.separate,
                 "and-or: split each model for itself, not all together");
    addNulls(app, command.nullDraws, command.nullSeed);
    app.add_flag("--json", command.json, "Print everything as JSON");
}

void addOptions(CLI::App& app, FigureCommand& command)
{
    addStudy(app, command.study);
    app.add_option("--kind", command.kind, "What to draw")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>(kFigureNames.begin(), kFigureNames.end())));
    app.add_option("--out", command.out, "FILE.svg, FILE.pdf or FILE.png")->required();
    app.add_option("--width", command.width,
                   "Width in mm or inches, as 89mm or 3.39in [89mm; overlay 183mm]");
    app.add_option("--epoch", command.epoch, "For orders and overlay [the last]");
    addComparison(app, command);
    addTau(app, command.tau);
    command.program = programFolder() / "palimpsest";
}

void addOptions(CLI::App& app, ExportCommand& command)
{
    addStudy(app, command.study);
    app.add_option("OUT", command.hdf5, "HDF5 file of values and interactions");
    app.add_option("--csv", command.csv,
                   "Folder for tables of curves, orders, parts, indices, pairs and patterns");
    addComparison(app, command);
}

} // namespace palimpsest

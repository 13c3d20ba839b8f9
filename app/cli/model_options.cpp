// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/model_options.h"

#include "app/cli/column_options.h"
#include "app/cli/network_options.h"
#include "app/cli/output_option.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace palimpsest {

namespace {

void addDevice(CLI::App& app, std::optional<std::string>& device)
{
    app.add_option("--device", device, "cpu, cuda or cuda:N [cuda where there is one]");
}

} // namespace

void addPictureOptions(CLI::App& app, PictureOptions& options)
{
    app.add_option("--preset", options.preset,
                   "How pictures are prepared: torchvision, timm[:CROP_PCT], exact (they have the "
                   "size), a preprocessor_config.json, or a study [the model's]");
    app.add_option("--size", options.size, "Side of what the model sees, in pixels")
        ->check(CLI::Range(1, 4096));
    app.add_option_function<std::string>(
           "--resize",
           [&options](const std::string& text) {
               std::pair<int, int> sides;
               std::sscanf(text.c_str(), "%dx%d", &sides.first, &sides.second);
               options.resize = sides;
           },
           "Resize to HEIGHTxWIDTH whatever the shape, as transforms.Resize((h, w)) does")
        ->check([](const std::string& text) {
            int height = 0;
            int width = 0;
            int end = 0;
            std::sscanf(text.c_str(), "%dx%d%n", &height, &width, &end);
            const auto isSide = [](int side) { return side >= 1 && side <= 4096; };
            return end == static_cast<int>(text.size()) && isSide(height) && isSide(width)
                       ? std::string()
                       : "must be a height and a width, as 64x48";
        });
    app.add_option_function<std::string>(
           "--interpolation",
           [&options](const std::string& text) {
               options.interpolation =
                   text == "bicubic" ? Interpolation::Bicubic : Interpolation::Bilinear;
           },
           "Of what is resized: bilinear or bicubic [the preset's]")
        ->check(CLI::IsMember({"bilinear", "bicubic"}));
    app.add_option("--mean", options.mean, "Per channel, in [0, 1], as 0.5,0.5,0.5")
        ->delimiter(',');
    app.add_option("--std", options.std, "The same")->delimiter(',');
}

void addOptions(CLI::App& app, ProbeCommand& command)
{
    app.add_option("MODEL", command.model,
                   "Checkpoint of a network of pictures, or TorchScript that ends in a linear "
                   "layer")
        ->required();
    app.add_option("--template", command.modelTemplate,
                   "TorchScript that the weights are put into, for architectures that are not "
                   "known");
    app.add_flag("--trust", command.trust,
                 "Run TorchScript files, which are programs, without being asked");
    app.add_option("--train", command.train,
                   "Pictures in a folder for each class, CUB-200-2011, or a table")
        ->required();
    app.add_option("--test", command.test, "The same for testing [what --train keeps apart]");
    app.add_option("--out", command.out, "FILE.safetensors; a folder for a model of Hugging Face")
        ->required();
    addNetworkOptions(app, command.network);
    addPictureOptions(app, command.pictures);
    app.add_option("--c", command.c,
                   "Weight of the losses beside ½‖W‖², as in scikit-learn [the best of 1e-4 to "
                   "1e4 on pictures kept for validation]")
        ->check(CLI::PositiveNumber);
    app.add_option("--validation", command.validation, "Share of these pictures [0.2]")
        ->check(CLI::Range(0.0, 0.9));
    app.add_option("--seed", command.seed, "Of the draw of these pictures [0]");
    app.add_flag("--natural-order", command.naturalOrder,
                 "Number class folders 2 before 10, not by text as torchvision does; a study "
                 "as --preset numbers them itself");
    addPictureColumnOptions(app, command.columns.image, command.columns.label);
    app.add_flag("--no-cache", command.noCache, "Keep no features for the next run");
    addDevice(app, command.device);
    app.add_option("--threads", command.threads, "CPU threads [all]")->check(CLI::Range(1, 1024));
    app.add_option("--batch", command.batch, "Pictures per pass [32]")
        ->check(CLI::Range(1, 1 << 20));
    app.add_flag("--json", command.json, "Print the report as JSON");
}

void addOptions(CLI::App& app, LogitsCommand& command)
{
    app.add_option("MODEL", command.model, "Checkpoint, or TorchScript")->required();
    app.add_option("INPUT", command.inputs,
                   "Pictures, sentences in quotes, or safetensors with a tensor \"input\"");
    app.parse_complete_callback([&command] {
        if (command.inputs.empty() && command.ids.empty()) {
            throw CLI::RequiredError("INPUT");
        }
        if (!command.segments.empty() && command.segments.size() != command.ids.size()) {
            throw CLI::ValidationError("--segments", "must be given once for each --ids");
        }
        if (std::ranges::count(command.inputs, "") > 0) {
            throw CLI::ValidationError("INPUT", "is empty");
        }
    });
    app.add_option("--ids", command.ids,
                   "Numbers of a sentence's tokens without padding, as 101,2023,102")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--segments", command.segments,
                   "Segments (token_type_ids) of the tokens of --ids, as 0,0,1,1 [all 0]")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--template", command.modelTemplate, "TorchScript for the weights");
    addNetworkOptions(app, command.network);
    addPictureOptions(app, command.pictures);
    app.add_option("--vocabulary", command.vocabulary,
                   "vocab.txt for sentences [that of the folder MODEL]");
    app.add_flag("--cased", command.cased, "Keep capitals and accents of sentences");
    app.add_option("--classes", command.classes,
                   "Names of the classes, one a line [the model's, else those of the study "
                   "that --preset names]");
    addOutputOption(app, command.outputs,
                    "What the model answers with [as its answers to maskings show]");
    addDevice(app, command.device);
    app.add_flag("--trust", command.trust,
                 "Run TorchScript files, which are programs, without being asked");
    app.add_flag("--json", command.json, "Print all outputs as JSON, under what they are");
}

} // namespace palimpsest

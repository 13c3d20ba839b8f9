// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/removal_options.h"

#include "app/cli/setup_options.h"

#include <CLI/CLI.hpp>

namespace palimpsest {

namespace {

/// One sample, run or checkpoint; returns what is asked for, of which one is to be given.
template<typename Command>
CLI::Option_group* addWhich(CLI::App& app, Command& command)
{
    CLI::Option_group* which = app.add_option_group("what");
    which->add_option("--sample", command.sample, "Name of a sample");
    which->add_option("--run", command.run, "LINEAGE");
    which->add_option("--checkpoint", command.checkpoint, "LINEAGE/EPOCH");
    which->require_option(1);
    return which;
}

} // namespace

void addOptions(CLI::App& app, RenameCommand& command)
{
    addStudy(app, command.study);
    addWhich(app, command)
        ->add_option("--part", command.part,
                     "Name of a part, in the part sets and in all samples that have it");
    app.add_option("--to", command.to, "The new name, or the new epoch")->required();
}

void addOptions(CLI::App& app, RemoveCommand& command)
{
    addStudy(app, command.study);
    addWhich(app, command);
}

void addOptions(CLI::App& app, BinCommand& command)
{
    addStudy(app, command.study);
    auto* restore = app.add_flag("--restore", command.restore, "Put all of it back");
    app.add_flag("--empty", command.empty, "Delete it for good")->excludes(restore);
}

} // namespace palimpsest

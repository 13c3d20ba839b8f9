// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

// Commands that tell what stored values say, as commands.h has others.

struct AnalyseCommand
{
    std::filesystem::path study;
    std::optional<std::string> reference;
    std::optional<std::string> target;
    std::optional<std::string> scratch;
    std::optional<double> tau;
    std::optional<std::string> interactions; ///< "and" or "and-or"
    std::optional<double> kappa;
    bool separate = false;
    std::optional<int> nullDraws;
    std::optional<std::uint32_t> nullSeed;
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const AnalyseCommand& command);

struct FigureCommand
{
    std::filesystem::path program; ///< of this command line; the window's lies beside it
    std::filesystem::path study;
    std::string kind;
    std::filesystem::path out;
    std::string width;
    std::optional<int> epoch;
    std::optional<std::string> reference;
    std::optional<std::string> target;
    std::optional<std::string> scratch;
    std::optional<double> tau;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const FigureCommand& command);

struct ExportCommand
{
    std::filesystem::path study;
    std::optional<std::filesystem::path> hdf5;
    std::optional<std::filesystem::path> csv;
    std::optional<std::string> reference; ///< these three of the tables
    std::optional<std::string> target;
    std::optional<std::string> scratch;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const ExportCommand& command);

} // namespace palimpsest

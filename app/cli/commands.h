// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// One struct of options and one function per command; each returns an ExitCode or throws Error.

/// How much goes to standard error.
enum class Verbosity {
    Quiet,
    Normal,
    Verbose,
};

struct DemoCommand
{
    std::filesystem::path folder;
};
int run(const DemoCommand& command);

struct ExtractCommand
{
    std::filesystem::path study;
    std::optional<std::string> device;
    std::optional<int> threads;
    std::optional<int> batch;
    std::optional<std::string> only;
    bool dryRun = false;
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const ExtractCommand& command);

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
    std::optional<double> tau;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const FigureCommand& command);

struct ExportCommand
{
    std::filesystem::path study;
    std::optional<std::filesystem::path> hdf5;
    std::optional<std::filesystem::path> csv;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const ExportCommand& command);

struct InspectCommand
{
    std::filesystem::path file;
    bool json = false;
};
int run(const InspectCommand& command);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/resize.h"
#include "core/study/study.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
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
    bool text = false;
    bool photos = false;
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
    bool yes = false;
    bool trust = false;
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const ExtractCommand& command);

/// How pictures become what a model takes. What is not given comes from the model.
struct PictureOptions
{
    std::optional<std::string> preset;
    std::optional<int> size;
    std::optional<std::pair<int, int>> resize; ///< height and width that pictures are resized to
    std::optional<Interpolation> interpolation;
    std::vector<double> mean;
    std::vector<double> std;

    bool operator==(const PictureOptions&) const = default;
};

/// What is not given stays as it is.
struct SetCommand
{
    std::filesystem::path study;
    std::optional<std::string> baseline;
    std::optional<Background> background;
    std::optional<ValueKind> value;
    std::optional<std::string> target;
    std::optional<InteractionKind> interactions;
    std::optional<double> kappa;
    std::optional<bool> joint;
    std::optional<double> tau;
    std::optional<ThresholdScope> scope;
    PictureOptions pictures;
    std::optional<std::size_t> maximumLength; ///< of sentences, in tokens
    std::optional<int> nullDraws;
    std::optional<std::uint32_t> nullSeed;
    std::optional<OutputKind> outputs;
    std::optional<std::string> checkpoints; ///< "LINEAGE" or "LINEAGE/EPOCH" that `outputs` is of
    std::map<std::string, Role> roles;      ///< of lineages, by their names
};
int run(const SetCommand& command);

struct PackCommand
{
    std::filesystem::path study;
    bool json = false;
};
int run(const PackCommand& command);

struct UnpackCommand
{
    std::filesystem::path study;
    bool json = false;
};
int run(const UnpackCommand& command);

/// What the user of this computer has agreed to run; without `forget` it is listed.
struct TrustCommand
{
    std::optional<std::string> forget; ///< a SHA-256, a path, or "all"
    bool json = false;
};
int run(const TrustCommand& command);

} // namespace palimpsest

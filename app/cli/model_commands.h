// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"
#include "core/models/networks/network_facts.h"
#include "core/samples/datasets/picture_list.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// The commands that look at models, whether these belong to a study or not.

struct BenchCommand
{
    std::filesystem::path model;
    std::filesystem::path modelTemplate;
    NetworkFacts network; ///< that tensors do not tell
    std::optional<std::filesystem::path> image;
    int parts = 10;
    int size = 224;
    int channels = 3;
    std::optional<std::string> device;
    std::optional<int> threads;
    std::optional<int> batch;
    bool trust = false;
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const BenchCommand& command);

struct InspectCommand
{
    std::filesystem::path file;
    bool json = false;
};
int run(const InspectCommand& command);

struct ProbeCommand
{
    std::filesystem::path model;
    std::filesystem::path train;
    std::optional<std::filesystem::path> test;
    std::filesystem::path out;
    std::filesystem::path modelTemplate;
    bool trust = false;
    NetworkFacts network; ///< that tensors do not tell
    PictureOptions pictures;
    std::optional<double> c;
    double validation = 0.2;
    std::uint32_t seed = 0;
    bool naturalOrder = false;
    PictureColumns columns; ///< of tables
    bool noCache = false;
    std::optional<std::string> device;
    std::optional<int> threads;
    std::optional<int> batch;
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const ProbeCommand& command);

struct LogitsCommand
{
    std::filesystem::path model;
    std::vector<std::string> inputs;   ///< each a picture, a safetensors file, or a sentence
    std::vector<std::string> ids;      ///< each the numbers of a sentence's tokens
    std::vector<std::string> segments; ///< of each of these, or of none, their segments
    std::filesystem::path modelTemplate;
    NetworkFacts network; ///< that tensors do not tell
    PictureOptions pictures;
    std::optional<std::filesystem::path> vocabulary;
    bool cased = false;
    std::optional<std::filesystem::path> classes;
    std::optional<OutputKind> outputs;
    std::optional<std::string> device;
    bool trust = false;
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const LogitsCommand& command);

} // namespace palimpsest

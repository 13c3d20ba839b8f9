// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/model_commands.h"
#include "core/setup/accuracy.h"
#include "core/setup/picked_samples.h"
#include "core/study/study.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// Commands that make a study from files.

struct NewCommand
{
    std::filesystem::path folder;
    std::optional<std::string> name;
    std::optional<std::string> classes; ///< a file, or names between commas
    std::optional<std::filesystem::path> from;
    bool naturalOrder = false;
    NamedColumns columns;
    std::optional<std::string> imageColumn;
    PictureOptions pictures;
    std::optional<std::filesystem::path> vocabulary;
    std::optional<SpecialTokens> specialTokens; ///< of sentences that come with their tokens
    bool cased = false;
    bool uncased = false; ///< neither: as the vocabulary and what stands beside it tell
    std::optional<std::size_t> maximumLength; ///< else as longestSentence says
    bool json = false;
};
int run(const NewCommand& command);

struct AddSamplesCommand
{
    std::filesystem::path study;
    std::vector<std::filesystem::path> sources;
    std::vector<std::string> sentences;
    std::optional<std::string> label;
    PickChoices picks;
    bool naturalOrder = false;
    NamedColumns columns;
    std::optional<std::string> imageColumn;
    bool link = false;
    bool dryRun = false;
    bool json = false;
};
int run(const AddSamplesCommand& command);

struct AddCheckpointsCommand
{
    std::filesystem::path study;
    std::vector<std::filesystem::path> paths;
    std::optional<std::string> lineage;
    std::optional<Role> role;
    std::vector<std::string> epochs; ///< a number for a single file, or FILE=NUMBER
    std::filesystem::path modelTemplate;
    NetworkFacts network; ///< that tensors do not tell
    std::string head;
    std::optional<OutputKind> outputs;
    std::optional<std::filesystem::path> checkOn;
    SetChoices checkChoices{.perClass = 20};
    bool trust = false;
    bool link = false;
    bool dryRun = false;
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const AddCheckpointsCommand& command);

struct AccuracyCommand
{
    std::filesystem::path study;
    std::filesystem::path on;
    SetChoices choices;
    std::optional<OutputKind> outputs;
    std::optional<std::string> device;
    std::optional<int> threads;
    std::optional<int> batch;
    bool trust = false;
    bool json = false;
    Verbosity verbosity = Verbosity::Normal;
};
int run(const AccuracyCommand& command);

struct LocateCommand
{
    std::filesystem::path study;
    std::filesystem::path found;
    std::optional<std::filesystem::path> missing;
};
int run(const LocateCommand& command);

} // namespace palimpsest

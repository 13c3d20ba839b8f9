// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/preprocessing.h"
#include "core/samples/word_pieces.h"
#include "core/setup/picked_samples.h"
#include "core/study/study.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// How the sentences of a new study become tokens.
struct NewTokenisation
{
    std::filesystem::path vocabulary; ///< vocab.txt of a BERT; empty where tokens come along
    WordPieceOptions options;         ///< of these the length alone without a vocabulary
    SpecialTokens special;            ///< where there is no vocabulary
};

/// What a study begins with.
struct NewStudy
{
    std::string name;
    std::vector<std::string> classes;            ///< in the order in which the models count
    Preprocessing preprocessing;                 ///< of pictures
    std::optional<NewTokenisation> tokenisation; ///< of sentences; none where samples are pictures
};

/// Makes a study without samples and lineages in `folder`, which is made too, and returns it.
/// Throws BadInput when the folder holds a study, or when name, classes or preprocessing make none,
/// BadFile when the vocabulary cannot be used, NotWritable.
Study makeStudy(const std::filesystem::path& folder, const NewStudy& what);

/// The classes of a data set, and sentences on what was taken for what.
struct NotedClasses
{
    std::vector<std::string> names;
    std::vector<std::string> notes;
};

/// The classes of a table of sentences, as readSentenceTable reads it, in its own order. Throws as
/// chosenColumns does.
NotedClasses classesOfSentences(const std::filesystem::path& table,
                                const std::optional<SpecialTokens>& special = {},
                                const NamedColumns& columns = {});

/// Names of classes, one a line. Throws BadFile.
std::vector<std::string> classesInFile(const std::filesystem::path& file);

} // namespace palimpsest

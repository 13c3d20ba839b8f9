// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/datasets/picture_list.h"
#include "core/samples/sentence_table.h"
#include "core/samples/text_table.h"
#include "core/study/study_edits.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Parts that pictures start with.
enum class StartingParts {
    None,
    Places, ///< around the places that the data set names, where it does
    Grid,
};

/// Which samples of a data set join a study.
struct PickChoices
{
    std::size_t perClass = 2;         ///< drawn at random of each class; 0: all
    std::uint32_t seed = 0;           ///< of the draw
    std::optional<std::string> split; ///< none: what the set keeps apart for tests, or all
    bool warnsOfFew = true;           ///< where a class has fewer samples than are drawn
    StartingParts parts = StartingParts::Places;
    std::size_t mostParts = 10; ///< around places
    int columns = 3;            ///< of a grid
    int rows = 3;

    bool operator==(const PickChoices&) const = default;
};

struct PickedPictures
{
    std::vector<AddedPicture> pictures;
    std::vector<std::string> warnings; ///< sentences
};

/// Draws pictures of every class that the study has. Of shuffledByClass the first are
/// taken; they keep the order of the list. Throws BadInput when no picture is left or the
/// set has no such split, and as matchClasses does.
PickedPictures pickPictures(const PictureList& list, const Study& study,
                            const PickChoices& choices);

/// Pictures of one class, as they are. Throws BadFile when one is not there.
PickedPictures namedPictures(const std::vector<std::filesystem::path>& files, int label,
                             const Study& study, const PickChoices& choices);

struct PickedSentences
{
    std::vector<AddedSentence> sentences;
    std::vector<std::string> warnings; ///< sentences

    bool operator==(const PickedSentences&) const = default;
};

/// The numbers that the tokens of a study's sentences come with; none where its vocabulary tells
/// them.
std::optional<SpecialTokens> specialTokensOf(const Study& study);

/// A table of sentences: TSV or CSV or, where the name ends in .jsonl, one JSON object a line,
/// whose keys are the columns. With `special`, sentences are those that another tokenizer has
/// split: JSONL with the lists of tokensIn, of which the column "text" is put together. Throws
/// BadFile, naming the line.
TextTable readSentenceTable(const std::filesystem::path& path,
                            const std::optional<SpecialTokens>& special = {});

/// The columns called so; those not given are guessed. Throws BadInput when there are none, or with
/// columnProblem when they can hardly be meant.
SentenceColumns chosenColumns(const TextTable& table, const std::optional<std::string>& text,
                              const std::optional<std::string>& label);

/// Draws sentences of every class as pickPictures does; those that read alike come once. Where the
/// table tells no classes, `label` is that of all. Throws BadInput when there is none either, and
/// as pickPictures does.
PickedSentences pickSentences(const TextTable& table, const SentenceColumns& columns,
                              const Study& study, const PickChoices& choices,
                              std::optional<int> label = {});

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/datasets/picture_list.h"
#include "core/setup/class_match.h"
#include "core/setup/sentence_columns.h"
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
    None,   ///< but the places that the data set names, as points
    Places, ///< around the places that the data set names, where it does
    Grid,
    LabelMe, ///< those of the LabelMe file beside the picture, called like it, where there is one
};

/// Which samples of a data set join a study.
struct PickChoices
{
    /// Drawn at random of each class, 0: all. None: usualPerClass.
    std::optional<std::size_t> perClass;
    std::uint32_t seed = 0;           ///< of the draw
    std::optional<std::string> split; ///< none: what the set keeps apart for tests, or all
    bool warnsOfDraw = true; ///< of classes with fewer samples than are drawn, of a training split
    StartingParts parts = StartingParts::Places;
    std::size_t mostParts = 10; ///< around places
    int columns = 3;            ///< of a grid
    int rows = 3;
    LabelNames labels; ///< what the user says that labels stand for, beside Study::labels

    bool operator==(const PickChoices&) const = default;
};

/// How many of each class are drawn where nobody says it: two, but all (0) of a table of up to 64
/// rows, which somebody may have picked by hand.
std::size_t usualPerClass(bool isTable, std::size_t rows);

struct PickedPictures
{
    std::vector<AddedPicture> pictures;
    std::vector<std::string> warnings; ///< sentences
    LabelTable table;                  ///< as ClassMatch::table
    std::vector<std::string> splits;   ///< of the pictures, each once
    std::size_t labelMeFiles = 0; ///< beside the pictures, whether their parts are taken or not
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
    std::vector<std::string> warnings;    ///< sentences
    LabelTable table = {};                ///< as ClassMatch::table
    std::vector<std::string> splits = {}; ///< of the sentences, each once

    bool operator==(const PickedSentences&) const = default;
};

/// The numbers that the tokens of a study's sentences come with; none where its vocabulary tells
/// them.
std::optional<SpecialTokens> specialTokensOf(const Study& study);

/// Says that `repeated` of so many samples repeat one that was given before them, and which of
/// them, `otherwise`, in another class.
void warnOfRepeated(std::size_t repeated, std::size_t of, const std::vector<std::string>& otherwise,
                    std::vector<std::string>& warnings);

/// What a model reads of a sentence, to compare it with others: the numbers and segments of its
/// tokens, where it comes with them, else its text, and where the second sentence of a pair begins.
std::string readingOf(const std::string& text, const std::vector<Token>& tokens,
                      std::size_t second);

/// Draws sentences of every class as pickPictures does; those that read alike come once, which a
/// warning says. Where the table tells no classes, `label` is that of all. Throws BadInput when
/// there is none either, and as pickPictures does.
PickedSentences pickSentences(const TextTable& table, const SentenceColumns& columns,
                              const Study& study, const PickChoices& choices,
                              std::optional<int> label = {});

} // namespace palimpsest

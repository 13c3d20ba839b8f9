// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/pictures/image.h"
#include "core/samples/sentence_parts.h"
#include "core/study/checkpoint_files.h"
#include "core/study/study.h"
#include "core/study/taking_in.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// Edits that bring files into a study. What they make is on `made` and goes again unless it is
// kept, as when study.json cannot be written.

/// A picture that is to become a sample.
struct AddedPicture
{
    std::filesystem::path path;
    Image pixels;                 ///< where `path` does not lead to a picture of its own; or empty
    std::string name;             ///< what its id is made of; empty: the file's name
    int label = 0;                ///< index into Study::classes
    std::optional<Drawing> parts; ///< to start with, on the picture or on what the model sees

    bool operator==(const AddedPicture&) const = default;
};

/// Takes pictures into FOLDER/images, as PNG when they are copied, and their parts into
/// FOLDER/parts, and returns `study` with them as samples; no file that stands there is replaced or
/// taken over. Pictures without a file of their own are never linked. Nothing is left behind unless
/// all succeeds. Throws BadFile or BadInput when a picture cannot be read or has not the size the
/// models take, NotWritable.
Study withSamples(const std::filesystem::path& folder, Study study,
                  const std::vector<AddedPicture>& pictures, Taking how, NewFiles& made);

/// A sentence that is to become a sample.
struct AddedSentence
{
    std::string text;
    int label = 0;             ///< index into Study::classes
    std::vector<Token> tokens; ///< where the study has no vocabulary to cut the text by
    std::size_t second = 0;    ///< SentencePair::second where the text is a pair; else 0

    bool operator==(const AddedSentence&) const = default;
};

/// Returns `study` with sentences as samples, and writes their default parts into FOLDER/parts. The
/// promises are those of withSamples. Throws BadFile or BadInput when a sentence cannot be read by
/// the study's tokenizer or has no words, NotWritable.
Study withSentences(const std::filesystem::path& folder, Study study,
                    const std::vector<AddedSentence>& sentences, NewFiles& made);

/// Throws what withSentences would throw of this one, and writes nothing.
void requireSentence(const std::filesystem::path& folder, const Study& study,
                     const std::string& text);

/// What withCheckpoints may do otherwise.
struct CheckpointChoices
{
    Taking taking = Taking::Copy;
    std::string head; ///< how the classifier of epoch 0 came about; empty: as it is
    /// TorchScript for weights to be put into: a file to be taken in, or the template of a lineage
    /// as the study has it. Empty: that of the lineage, or without one they stand for themselves.
    std::filesystem::path modelTemplate;
};

/// Takes checkpoints into FOLDER/checkpoints/LINEAGE and returns `study` with them in the lineage
/// called `lineage`, which is made with `role` when there is none: weights (safetensors, of
/// torch.save, or a folder of Hugging Face), or TorchScript files that stand for themselves. No
/// file is replaced, and nothing is left behind unless all succeeds. Throws BadFile, BadInput (an
/// epoch that is taken, a file of another kind), NotWritable.
Study withCheckpoints(const std::filesystem::path& folder, Study study, const std::string& lineage,
                      Role role, const std::vector<AddedCheckpoint>& files,
                      const CheckpointChoices& choices, NewFiles& made);

} // namespace palimpsest

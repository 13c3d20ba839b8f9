// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"
#include "core/parts/part_names.h"
#include "core/samples/preprocessing.h"
#include "core/study/study_settings.h"
#include "core/study/tokenisation.h"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace palimpsest {

struct ValueTable;

/// What a lineage is in the comparison.
enum class Role {
    Pretrained, ///< frozen backbone with a linear probe
    Finetuned,
    Scratch, ///< the same architecture from a random start
    Other,
};

inline constexpr std::array kRoles = {Role::Pretrained, Role::Finetuned, Role::Scratch,
                                      Role::Other};

/// What the samples of a study are. A new kind is a new value, for which the compiler names every
/// place that makes something of its own for each of them.
enum class SampleKind {
    Picture,
    Sentence,
};

/// One saved state of a run.
struct Checkpoint
{
    int epoch = 0;
    std::filesystem::path weights;  ///< relative to the study's folder: any checkpoint for the
                                    ///< lineage's template, or one that stands for itself
    std::optional<double> accuracy; ///< in [0, 1], on the set Study::accuracySet
    std::map<std::string, double> otherAccuracies = {}; ///< on other sets, by their names
    NetworkFacts network = {}; ///< what its tensors do not tell, as told or assumed when it joined
    std::optional<OutputKind> outputs = {}; ///< what it answers with; none where undecided
    bool isSingleOutput = false;            ///< one number was seen to stand for two classes

    bool operator==(const Checkpoint&) const = default;
};

/// A run: one architecture and its checkpoints in order of epoch.
struct Lineage
{
    std::string name;
    Role role = Role::Other;
    std::filesystem::path modelTemplate; ///< TorchScript that the weights go into; or empty
    std::string head;                    ///< how the classifier of epoch 0 came about
    std::vector<Checkpoint> checkpoints;
    bool countsSteps = false; ///< their numbers are steps of training and no epochs

    bool operator==(const Lineage&) const = default;
};

/// One picture, or one sentence, and its parts.
struct Sample
{
    std::string id;                ///< unique, safe as a file name
    std::filesystem::path image;   ///< relative to the study's folder; empty for a sentence
    std::string text;              ///< the sentence; empty for a picture
    int label = 0;                 ///< index into Study::classes
    std::vector<Token> tokens;     ///< of a sentence that another tokenizer has split
    std::size_t second = 0;        ///< SentencePair::second where the text is a pair; else 0
    bool isChecked = false;        ///< somebody has looked at its parts and found them right
    std::string checkedParts = {}; ///< a hash of these; empty where nobody said

    bool operator==(const Sample&) const = default;
};

/// A transfer experiment: samples, the runs to compare, and how they are looked at.
struct Study
{
    std::string name;
    std::vector<std::string> classes;
    Preprocessing preprocessing;              ///< of pictures
    std::optional<Tokenisation> tokenisation; ///< of sentences; none where samples are pictures
    StudySettings settings;
    std::vector<Sample> samples;
    std::vector<Lineage> lineages;
    std::string accuracySet; ///< measured on: "test", "train" or a set's name; empty: nobody says
    std::map<std::string, std::string> accuracySources; ///< where sets lay when these were measured
    std::map<std::string, Preprocessing> accuracyPreprocessing; ///< how pictures were prepared then
    std::map<std::string, std::string> labels; ///< of data sets → classes, as said or accepted
    std::vector<PartNames> partSets;           ///< at most one for a class, and one for all

    bool operator==(const Study&) const = default;
};

SampleKind kindOf(const Study& study);

/// Whether samples of both studies become what models take in the same way.
bool prepareAlike(const Study& first, const Study& second);

/// Position of a checkpoint in a study.
struct CheckpointIndex
{
    std::size_t lineage = 0;
    std::size_t checkpoint = 0;

    auto operator<=>(const CheckpointIndex&) const = default;
};

/// All checkpoints, run by run.
std::vector<CheckpointIndex> allCheckpoints(const Study& study);

/// The checkpoint whose predictions are the target classes of all, where these are predicted: the
/// last of the first pre-trained run, or of the first run where none is. None in a study without
/// checkpoints.
std::optional<CheckpointIndex> predictorOf(const Study& study);

/// The class that v of a sample speaks of; none where it is the model's own answer.
std::optional<int> decidedTarget(const Study& study, std::size_t sample);

/// The same for a model whose outputs, of that kind, are `all` when every part is visible.
int targetOf(const Study& study, std::size_t sample, std::span<const float> all,
             OutputKind outputs = OutputKind::Logits);

/// The same from values; −1 where that is the model's own answer and no logits were kept.
int targetOf(const Study& study, std::size_t sample, const ValueTable& values);

/// What stands in for absent parts, for captions and messages: describe(Baseline) or the like.
std::string describeBaseline(const Study& study);

/// Sentences on checkpoints that differ in what their tensors do not tell, within a lineage or from
/// an earlier one of the same kind of network: their values compare two ways of computing as well
/// as two states of training. One sentence of each sort for a lineage.
std::vector<std::string> networkDifferences(const Study& study);

/// `study` with this as the role of the lineage called `name`. Throws BadInput where there is none.
Study withRole(Study study, const std::string& name, Role role);

/// `study` with this as the outputs of a checkpoint.
Study withOutputs(Study study, CheckpointIndex index, OutputKind outputs);

} // namespace palimpsest

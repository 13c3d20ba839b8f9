// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/base/progress.h"
#include "core/models/networks/execution_plan.h"
#include "core/models/networks/network_files.h"
#include "core/samples/datasets/picture_list.h"
#include "core/setup/label_check.h"
#include "core/setup/picked_samples.h"
#include "core/study/study.h"
#include "core/units/study_inputs.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Labelled samples to try models on: pictures, or sentences.
struct LabelledSet
{
    std::vector<ListedPicture> pictures;
    std::vector<AddedSentence> sentences;
    std::vector<int> labels;           ///< one per sample, in the classes of the study
    std::string name;                  ///< which set it is, as Study::accuracySet
    std::string source;                ///< where it lies, as Study::accuracySources
    std::vector<std::string> warnings; ///< sentences
    LabelTable table;                  ///< as ClassMatch::table

    bool operator==(const LabelledSet&) const = default;
};

/// Which samples of a data set are taken.
struct SetChoices
{
    std::optional<std::string> split; ///< as PickChoices::split
    bool naturalOrder = false;        ///< of class folders
    NamedColumns columns;             ///< of sentences; the label's of pictures too
    std::optional<std::string> imageColumn;
    std::size_t perClass = 0;        ///< drawn of each class; 0: all
    LabelNames labels;               ///< as PickChoices::labels
    std::optional<std::string> name; ///< what the set is called; none: as files and splits say

    bool operator==(const SetChoices&) const = default;
};

/// The samples of the study's kind and classes in `source`. Where the study has accuracies on a set
/// of that name that lay elsewhere, the set is called after its folder too. Throws as pickPictures
/// and pickSentences do, and BadInput where the user calls it as another set is called.
LabelledSet labelledSet(const std::filesystem::path& source, const Study& study,
                        const SetChoices& choices = {});

/// A model that is tried on labelled samples.
struct TriedModel
{
    NetworkFiles files;
    std::shared_ptr<ProgramHost> programs;   ///< where it runs if it is TorchScript of others
    OutputKind outputs = OutputKind::Logits; ///< what the network answers with
};

/// A checkpoint of a study. Throws as StudyInputs::templatePath and outputs do.
TriedModel triedModel(StudyInputs& inputs, CheckpointIndex checkpoint);

/// Logits of whole samples, samples × classes, of which probabilities are the logarithms. Pictures
/// are prepared as `preprocessing` says, sentences cut as `study` does. Throws as
/// openTorchClassifier does, BadFile, BadInput, DeviceError, Cancelled.
Matrix<float> logitsOf(const TriedModel& model, const LabelledSet& set,
                       const std::filesystem::path& folder, const Study& study,
                       const Preprocessing& preprocessing, const ExecutionPlan& plan,
                       const Progress& progress = {});

/// Label check of one model. Throws as logitsOf and checkLabels do.
LabelCheck checkModel(const TriedModel& model, const LabelledSet& set,
                      const std::filesystem::path& folder, const Study& study,
                      const ExecutionPlan& plan, const Progress& progress = {});

/// `plan` with the graph and the layout that the study runs a lineage's models with, once it does.
ExecutionPlan asExtracted(StudyInputs& inputs, std::size_t lineage, ExecutionPlan plan);

/// What a labelled set says of the checkpoints of a study.
struct Accuracies
{
    std::vector<std::vector<double>> shares; ///< of the set that is answered right, by lineage and
                                             ///< checkpoint; NaN where answers are not finite
    std::vector<std::string> numberings;     ///< LabelCheck::numbering of the last checkpoint with
                                             ///< a share of each lineage, with its name in front
};

/// Tries every checkpoint of a study on the set. Outputs are read as the study has them, as logits
/// where it does not say. `progress` counts samples of all checkpoints. Throws as logitsOf does.
Accuracies accuraciesOn(StudyInputs& inputs, const LabelledSet& set, const ExecutionPlan& plan,
                        const Progress& progress = {});

/// All that is to be warned of after a measurement, `check` being of its best checkpoint.
std::vector<std::string> warningsOf(const Study& study, const LabelledSet& set,
                                    const Accuracies& accuracies, const LabelCheck& check);

/// A sentence for each checkpoint whose accuracy is NaN.
std::vector<std::string> withoutNumbers(const Study& study,
                                        const std::vector<std::vector<double>>& accuracies);

/// `study` with these as the accuracies of its checkpoints on the set called `name`, which lies at
/// `source`; none where they are NaN. Those on other sets stay. Shown are those on a test set where
/// there are any, else on a validation set, and of others the first; on training data only where
/// there is nothing else.
Study withAccuracies(Study study, const std::vector<std::vector<double>>& accuracies,
                     const std::string& name, const std::string& source);

/// The checkpoint that is right most often; its labels are the ones to look at.
CheckpointIndex bestCheckpoint(const std::vector<std::vector<double>>& accuracies);

} // namespace palimpsest

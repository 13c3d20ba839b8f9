// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/base/progress.h"
#include "core/models/architectures/architecture.h"
#include "core/models/networks/execution_plan.h"
#include "core/setup/accuracy.h"
#include "core/setup/label_check.h"
#include "core/study/study.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace palimpsest {

/// Why networks cannot take samples, and what makes these fit: sentences. The reason is empty where
/// networks can, the remedy also where there is none.
struct InputMisfit
{
    std::string reason;
    std::string remedy;
    std::string option; ///< of the command line's `set`, that does so; empty where none does
};

/// What setting up a study asks of one kind of sample.
class SampleSetup
{
public:
    virtual ~SampleSetup() = default;

    /// Of networks of this architecture and the samples of `study`.
    virtual InputMisfit misfit(const Study& study, const Architecture& architecture) const = 0;

    /// The same as one text; empty where networks can take the samples.
    std::string otherInputs(const Study& study, const Architecture& architecture) const;

    /// Whether Study::preprocessing says how samples become what models take.
    virtual bool takesPreprocessing() const = 0;

    /// Whether data sets of the kind are folders as well as tables.
    virtual bool comesInFolders() const = 0;

    /// Whether a linear probe can be fitted on samples of the kind.
    virtual bool takesProbes() const = 0;

    /// A batch of one sample as PyTorch writes it, for programs that are traced.
    virtual std::string exampleInput(const Study& study) const = 0;

    /// Puts samples of `source` into `set` with labels, warnings and table, and returns the splits
    /// that they are of, where these are known. Throws as labelledSet() does.
    virtual std::vector<std::string> pick(const std::filesystem::path& source, const Study& study,
                                          const SetChoices& choices, LabelledSet& set) const = 0;

    /// What a model answers with, samples × classes. Parameters and errors as those of logitsOf().
    virtual Matrix<float> outputs(const TriedModel& model, const LabelledSet& set,
                                  const std::filesystem::path& folder, const Study& study,
                                  const Preprocessing& preprocessing, const ExecutionPlan& plan,
                                  const Progress& progress) const = 0;

    /// Label check of a model that `run` runs with a preprocessing, and of what else there is to
    /// check in how samples are prepared. Throws as checkLabels() does.
    virtual LabelCheck check(const std::function<Matrix<float>(const Preprocessing&)>& run,
                             const std::vector<int>& labels, const Study& study) const = 0;
};

const SampleSetup& pictureSetup();
const SampleSetup& sentenceSetup();

/// That of a study's kind of sample.
const SampleSetup& sampleSetup(const Study& study);

/// Which samples of a data set are taken to try models on them.
PickChoices picksFor(const SetChoices& choices);

/// `study`, whose sentences have at most so many tokens. Throws BadInput where samples are none,
/// and where one that came with its tokens has more.
Study cutAt(Study study, std::size_t tokens);

} // namespace palimpsest

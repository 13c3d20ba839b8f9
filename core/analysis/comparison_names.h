// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"
#include "core/study/study.h"

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// How a comparison is called wherever its numbers stand.

/// The run whose epochs are walked against the reference: "finetuned against pretrained/0".
std::string comparisonName(const Study& study, const Comparison& comparison);

/// The same of one epoch: "finetuned/3 against pretrained/0", or with the checkpoint of the run
/// from scratch that stands beside it: "finetuned/3 and scratch/2 against pretrained/0".
std::string comparisonName(const Study& study, const Comparison& comparison, int epoch,
                           const std::optional<CheckpointIndex>& scratch = {});

/// The same where the run from scratch, if there is another, is shown as well: "finetuned and
/// scratch against pretrained/0".
std::string nameWithScratch(const Study& study, const Comparison& comparison);

/// The same and, where the runs were not saved at the same epochs, which checkpoint from scratch
/// stands beside which epochs: "finetuned and scratch against pretrained/0, scratch/1 at epochs
/// 1–3, scratch/4 at epoch 6".
std::string ratioName(const Study& study, const Analysis& analysis);

/// The runs whose epochs are walked towards final models: "finetuned against finetuned/15, scratch
/// against scratch/15 and finetuned/15". A run with a single checkpoint is not walked.
std::string approachName(const Study& study, const Analysis& analysis);

/// That a run has a single checkpoint to compare and so no likeness to its last, a sentence for
/// each of the two runs that is so.
std::vector<std::string> loneCheckpoints(const Study& study, const Analysis& analysis);

/// Whether some samples of the study are not among those that are compared.
bool leavesSamplesOut(const Comparison& comparison);

/// What the numbers stand on: "8 samples", or "2 of 10 samples" where the others have no values.
std::string samplesName(const Comparison& comparison);

} // namespace palimpsest

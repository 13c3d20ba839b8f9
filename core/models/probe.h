// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"
#include "core/models/picture_features.h"
#include "core/models/probe_fit.h"
#include "core/samples/datasets/training_pictures.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// The tensors of a checkpoint in any container that readCheckpoint reads. Throws as it does.
Backbone readBackbone(const std::filesystem::path& model);

/// A program with the tensors of `model`, which may be that program itself, by the names that they
/// have in it. Throws BadFile when they do not fit.
Backbone readBackbone(const std::filesystem::path& model, const std::filesystem::path& program,
                      const std::shared_ptr<ProgramHost>& programs);

/// What `backbone` is; of a program no more than its name. Throws BadFile when that is not known,
/// BadInput when it takes no pictures.
Architecture pictureNetwork(const Backbone& backbone);

struct ProbeRequest
{
    Backbone backbone;
    TrainingPictures pictures;
    Preprocessing preprocessing;
    ExecutionPlan plan = {.channelsLast = true};
    ProbeOptions options;
    std::filesystem::path cache; ///< folder where features are kept; empty: nowhere
};

struct ProbeProgress
{
    Progress features; ///< in pictures; first of training, then of test
    Progress fit;      ///< in values of C
};

/// A frozen network with a linear head of its own on its penultimate features.
struct Probe
{
    Architecture architecture; ///< with the new head
    TensorMap tensors;         ///< the backbone's, and those of the head in place of its own
    std::string config;        ///< the backbone's with the new classes; empty where it had none
    std::vector<std::string> classes;
    std::vector<std::size_t> trainCounts; ///< pictures by class
    std::vector<std::size_t> testCounts;
    Link link = Link::Softmax; ///< that it was fitted by
    ProbeFit fit;
    std::vector<std::string> warnings; ///< all of them, sentences
};

/// How many pictures of all classes there are.
std::size_t pictureCount(const std::vector<std::size_t>& byClass);

/// Fits a linear probe (Alain and Bengio, arXiv 1610.01644): logistic regression on the features of
/// a frozen network. Features are taken from the cache where they are there, and left there
/// otherwise; a cache that cannot be written is a warning. Throws as pictureFeatures, fitProbe and
/// requireFittedAnswers do.
Probe makeProbe(const ProbeRequest& request, const ProbeProgress& progress = {});

} // namespace palimpsest

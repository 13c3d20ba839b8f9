// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/base/progress.h"
#include "core/models/architectures/architecture.h"
#include "core/models/networks/execution_plan.h"
#include "core/models/networks/network_facts.h"
#include "core/models/networks/network_files.h"
#include "core/models/networks/tensor_map.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/preprocessing.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace palimpsest {

class ProgramHost;

/// A network that gives features: tensors of a known architecture, with or without a head, or those
/// of a program that ends in a linear layer.
struct Backbone
{
    TensorMap tensors;
    std::string config;    ///< text of the config.json in their folder or beside them, or empty
    NetworkFacts told;     ///< what a person or a report says of the network
    std::string name;      ///< path of their file or folder, as it was given
    bool isFolder = false; ///< of Hugging Face
    std::filesystem::path program; ///< TorchScript that the tensors are put into, by its names of
                                   ///< them; empty where they stand for themselves
    std::shared_ptr<ProgramHost> programs; ///< in which it runs

    bool operator==(const Backbone&) const = default;
};

/// The layer that features enter, by the names of its tensors. Opens a program for it. Throws as
/// pictureFeatures does.
ClassifierHead featureLayer(const Backbone& backbone, const ExecutionPlan& plan);

/// The features of pictures that enter a network's last linear layer, in their order: pictures ×
/// features. `progress` is told the pictures done. Throws BadFile when the tensors belong to no
/// known architecture or a picture cannot be read, BadInput when its preprocessing does not fit,
/// DeviceError, OutOfMemory, Cancelled.
Matrix<float> pictureFeatures(const Backbone& backbone, const std::vector<ListedPicture>& pictures,
                              const Preprocessing& preprocessing, const ExecutionPlan& plan,
                              const Progress& progress = {});

/// The same with the logits of a whole model, which is opened as openTorchClassifier opens it:
/// pictures × classes. Throws as that and pictureFeatures do.
Matrix<float> pictureLogits(const NetworkFiles& model, const std::vector<ListedPicture>& pictures,
                            const Preprocessing& preprocessing, const ExecutionPlan& plan,
                            const std::shared_ptr<ProgramHost>& programs,
                            const Progress& progress = {});

} // namespace palimpsest

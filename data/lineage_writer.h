// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/tensor_map.h"
#include "core/models/readers/safetensors.h"
#include "core/study/study.h"

#include <filesystem>
#include <functional>
#include <string>

namespace palimpsest {

/// A run without checkpoints; `head` says how its classifier of epoch 0 came about.
Lineage makeLineage(const std::string& name, Role role, const std::string& head,
                    const std::filesystem::path& modelTemplate = {});

/// Saves checkpoints of a lineage, as checkpoints/NAME/epoch_NN.safetensors, and keeps its list.
class LineageWriter
{
public:
    /// Share of the test samples that the weights of a file classify correctly.
    using Accuracy = std::function<double(const std::filesystem::path& weights)>;

    /// `folder` is the study's. `lineage` has to live as long as this.
    LineageWriter(std::filesystem::path folder, Lineage& lineage, Precision precision,
                  Accuracy accuracy);

    /// Writes a checkpoint, measures it and tells how well it does.
    void save(const TensorMap& tensors, int epoch);

private:
    std::filesystem::path m_folder;
    Lineage& m_lineage;
    Precision m_precision;
    Accuracy m_accuracy;
};

} // namespace palimpsest

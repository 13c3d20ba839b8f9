// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lineage_writer.h"

#include <array>
#include <cstdio>
#include <iostream>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

Lineage makeLineage(const std::string& name, Role role, const std::string& head,
                    const fs::path& modelTemplate)
{
    return {.name = name,
            .role = role,
            .modelTemplate = modelTemplate,
            .head = head,
            .checkpoints = {}};
}

LineageWriter::LineageWriter(fs::path folder, Lineage& lineage, Precision precision,
                             Accuracy accuracy)
    : m_folder(std::move(folder)), m_lineage(lineage), m_precision(precision),
      m_accuracy(std::move(accuracy))
{
}

void LineageWriter::save(const TensorMap& tensors, int epoch)
{
    std::array<char, 32> file{};
    std::snprintf(file.data(), file.size(), "epoch_%02d.safetensors", epoch);
    const fs::path weights = fs::path("checkpoints") / m_lineage.name / file.data();
    writeSafetensors(m_folder / weights, tensors, m_precision);
    const double share = m_accuracy(m_folder / weights);
    m_lineage.checkpoints.push_back({.epoch = epoch, .weights = weights, .accuracy = share});
    std::cerr << m_lineage.name << " epoch " << epoch << ": test accuracy " << share << "\n";
}

} // namespace palimpsest

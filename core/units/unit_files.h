// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// One checkpoint on one sample.
struct UnitIndex
{
    CheckpointIndex checkpoint;
    std::size_t sample = 0;

    auto operator<=>(const UnitIndex&) const = default;
};

/// Every checkpoint × sample, in the order of UnitIndex: a checkpoint's samples side by side.
std::vector<UnitIndex> allUnits(const Study& study);

/// "LINEAGE/EPOCH on SAMPLE", for messages.
std::string unitName(const Study& study, const UnitIndex& unit);

/// The files of a study that units are made of and stored in: where they lie, and which are
/// missing.
class UnitFiles
{
public:
    UnitFiles(std::filesystem::path folder, Study study);

    const std::filesystem::path& folder() const { return m_folder; }
    const Study& study() const { return m_study; }

    /// The TorchScript whose tensors the checkpoint's replace; empty when the checkpoint is one
    /// that stands for itself, by its code or by names of tensors that tell its architecture.
    /// Throws BadFile when the weights are missing.
    std::filesystem::path templatePath(const UnitIndex& unit) const;
    std::filesystem::path weightsPath(const UnitIndex& unit) const;
    /// What was told or assumed of a checkpoint's network when it joined the study.
    const NetworkFacts& networkFacts(const UnitIndex& unit) const;
    std::filesystem::path valuesPath(const UnitIndex& unit) const;
    std::filesystem::path valuesFolder(CheckpointIndex checkpoint) const;

    /// Says of values that a file of theirs is missing; empty where none is.
    std::string missingNote(const UnitIndex& unit) const;

    /// Throws BadFile, saying what to do, when a file is missing that a unit is made of.
    void requireFiles(const UnitIndex& unit) const;

    std::string unitName(const UnitIndex& unit) const
    {
        return palimpsest::unitName(m_study, unit);
    }

protected:
    /// Throws BadFile, saying what to do, when that file of the study is missing.
    void requireThere(const std::filesystem::path& path) const;

    /// What it is instead where it is nothing that can be read, is said when it is opened.
    static bool isProgram(const std::filesystem::path& weights);

private:
    std::filesystem::path missingFile(const UnitIndex& unit) const; ///< or empty

    std::filesystem::path m_folder;
    Study m_study;
};

} // namespace palimpsest

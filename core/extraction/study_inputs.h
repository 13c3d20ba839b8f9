// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/samples/preprocessing.h"
#include "core/study/study.h"
#include "core/study/value_unit.h"

#include <filesystem>
#include <map>
#include <optional>
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

/// "LINEAGE/EPOCH on SAMPLE", for messages.
std::string unitName(const Study& study, const UnitIndex& unit);

/// A sample as models and masks take it.
struct SampleInputs
{
    Image picture;
    ImageTensor image;
    ImageTensor baseline;
    LabelMap parts;
};

/// What a study's files hold, read once when first asked for, and the hashes that say whether
/// stored values still belong to them.
class StudyInputs
{
public:
    StudyInputs(std::filesystem::path folder, Study study);

    const std::filesystem::path& folder() const { return m_folder; }
    const Study& study() const { return m_study; }

    /// Picture and parts of a sample. Throws BadFile or BadInput that names the sample.
    const SampleInputs& sample(std::size_t index);

    /// What the values of a unit must have been made from. Throws as sample() and templatePath()
    /// do, or BadFile when the template is missing.
    UnitKey key(const UnitIndex& unit);

    /// The TorchScript whose tensors the checkpoint's replace; empty when the checkpoint is one
    /// that stands for itself. Throws BadFile when the weights are missing, BadInput when they need
    /// a template and the lineage has none.
    std::filesystem::path templatePath(const UnitIndex& unit) const;
    std::filesystem::path weightsPath(const UnitIndex& unit) const;
    std::filesystem::path valuesPath(const UnitIndex& unit) const;

    /// Hash that stands for a lineage's architecture: of its template or, where it has none, of its
    /// first checkpoint.
    const std::string& templateSha256(std::size_t lineage);

    std::string unitName(const UnitIndex& unit) const
    {
        return palimpsest::unitName(m_study, unit);
    }

private:
    struct SampleHashes
    {
        std::string image;
        std::string baseline;
        std::string labelMap;
    };

    const std::string& fileSha256(const std::filesystem::path& path);

    std::filesystem::path m_folder;
    Study m_study;
    std::vector<std::optional<SampleInputs>> m_samples;
    std::vector<SampleHashes> m_hashes;
    std::map<std::filesystem::path, std::string> m_fileHashes;
};

/// What stands in the file of a unit.
enum class UnitState {
    Missing,
    Complete,
    Stale,   ///< whole, but made from other weights, parts, picture or settings
    Damaged, ///< cannot be read
};

struct UnitCheck
{
    UnitState state = UnitState::Missing;
    std::string reason;   ///< why it is stale or damaged
    ValueTable table;     ///< of a complete unit
    bool derived = false; ///< whether the table was derived from one of finer parts
};

/// Reads the stored values of a unit and compares them with what they should be made from. Where
/// parts have only been merged, dropped or put in another order since, the table of the present
/// parts is derived from the stored one, and where another value function or target class is
/// wanted, v is taken from the stored logits, if they were kept; the file stays as it is.
/// Throws as StudyInputs::key does, BadInput when the stored logits are not of the study's classes.
UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit);

/// The same of a unit that is read already.
UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit, ValueUnit stored);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/study/study.h"
#include "core/values/value_table.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

/// Newest format of a value unit this version reads and the one it writes. Format 1 had no regions,
/// format 2 no exact logits.
inline constexpr std::int64_t kUnitFormat = 3;

/// Stands in a key for the class that the model itself predicts when every part is visible, which
/// nobody knows before the passes are made.
inline constexpr std::int64_t kPredictedTarget = -1;

/// What the values of a unit depend on. Two units with equal keys hold equal values, up to the last
/// bits that the execution plan decides.
struct UnitKey
{
    std::string templateSha256;
    std::string weightsSha256;
    std::string imageSha256;    ///< of the preprocessed picture
    std::string baselineSha256; ///< of the preprocessed baseline picture
    std::string labelMapSha256;
    std::int64_t target = 0; ///< class that v speaks of; kPredictedTarget: that of logits(N)
    std::string valueKind;   ///< as valueFunctionName says

    bool operator==(const UnitKey&) const = default;
};

/// How and by what the values were made; for the record, never a reason to make them again.
struct UnitOrigin
{
    std::string device;
    std::int64_t threads = 0;
    std::int64_t batchSize = 0;
    std::string graph;    ///< as graphName says; empty in units of formats 1 and 2
    std::string layout;   ///< "channels_last" or "channels_first"; empty as well
    std::string baseline; ///< in words
    std::string palimpsestVersion;
    std::string torchVersion;

    bool operator==(const UnitOrigin&) const = default;
};

/// One checkpoint on one sample.
struct ValueUnit
{
    UnitKey key;
    UnitOrigin origin;
    LabelMap regions; ///< of the parts, which have no names here; empty in units of format 1
    ValueTable table;

    bool operator==(const ValueUnit&) const = default;
};

/// FOLDER/values/LINEAGE/EPOCH
std::filesystem::path unitFolder(const std::filesystem::path& folder, const Study& study,
                                 CheckpointIndex checkpoint);

/// FOLDER/values/LINEAGE/EPOCH/SAMPLE.h5
std::filesystem::path unitPath(const std::filesystem::path& folder, const Study& study,
                               CheckpointIndex checkpoint, std::size_t sample);

/// Whether any unit is stored in the study of that folder, packed or not, whatever it is worth.
bool hasUnits(const std::filesystem::path& folder);

/// Writes a unit, atomically: an HDF5 file, then the SHA-256 of it as 64 hexadecimal digits. HDF5
/// readers ignore what follows the file's own end; we verify it, as HDF5 1.10 has no checksums on
/// its metadata and can crash on damaged ones. Equal units give equal bytes. Waits while the units
/// of the folder are packed. Throws NotWritable, also when a link leads out of the study.
void writeUnit(const std::filesystem::path& path, const ValueUnit& unit);

/// What writeUnit writes; `path` names it in messages.
std::string unitBytes(const std::filesystem::path& path, const ValueUnit& unit);

/// Reads a unit and verifies its checksums. Throws BadFile when it is missing, damaged or newer.
ValueUnit readUnit(const std::filesystem::path& path);

/// The same of the bytes of a unit's file; `path` names them in messages.
ValueUnit unitOfBytes(const std::filesystem::path& path, std::string bytes);

/// Where a unit in the making is kept, so that a long one need not begin again: beside its file.
std::filesystem::path unfinishedPath(const std::filesystem::path& unit);

/// Reads a unit that writeUnit wrote with the first rows of its table alone; none when there is no
/// whole file of that kind.
std::optional<ValueUnit> readUnfinishedUnit(const std::filesystem::path& path);

} // namespace palimpsest

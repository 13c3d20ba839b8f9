// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/open_file.h"
#include "core/study/value_unit.h"
#include "core/values/unit_values.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace palimpsest {

// Ten thousands of unit files take minutes to open, so those of a checkpoint can lie together in
// FOLDER/values/LINEAGE/EPOCH.pack.h5, beside the folder of their own files:
//
//   head     an HDF5 file of what a study looks at: ids, keys, v, the logits of ∅ and N
//   SHA-256  of the head, 64 hexadecimal digits
//   units    the unit files as they were, byte by byte, each with its own SHA-256 at its end
//   16 digits, the size of the head in bytes
//
// Opening a study reads the heads. The units are there so that nothing is lost: other parts, value
// functions and target classes are computed from them, and unpacking gives the same files back.

/// Newest format of a pack this version reads and the one it writes.
inline constexpr std::int64_t kPackFormat = 1;

/// Units of more parts stay files of their own: they take long to read in any case.
inline constexpr int kMaxPackedParts = 12;

/// So do larger ones, as those of many classes are.
inline constexpr std::uint64_t kMaxPackedUnitBytes = 8u << 20;

/// Where a unit lies in a pack and what its values depend on.
struct PackedUnit
{
    UnitKey key;
    int partCount = 0;
    std::uint64_t offset = 0; ///< of its file within the pack
    std::uint64_t bytes = 0;
    std::string sha256;        ///< of the HDF5 part of its file
    std::size_t nonFinite = 0; ///< values that are NaN or infinite
    std::size_t floored = 0;   ///< values that hang on a probability of 0

    bool operator==(const PackedUnit&) const = default;
};

/// What a pack holds.
struct PackIndex
{
    std::filesystem::path path;
    FileStamp stamp;
    std::map<std::string, PackedUnit> units; ///< by sample
};

/// A pack as a study looks at it.
struct ValuePack
{
    PackIndex index;
    std::map<std::string, UnitValues> values; ///< by sample, as unitValues() gives them
};

/// The verified head of a pack, not yet understood. Reading it is work of disk and checksum, which
/// several threads can share; HDF5 lets only one thread in at a time.
struct PackHead
{
    std::filesystem::path path;
    FileStamp stamp;
    std::string bytes;
};

/// FOLDER/values/LINEAGE/EPOCH.pack.h5 of the unit at FOLDER/values/LINEAGE/EPOCH/SAMPLE.h5.
std::filesystem::path packPath(const std::filesystem::path& unitPath);

/// Throws BadFile, naming the pack, when it is missing, unreadable or damaged.
PackHead readPackHead(const std::filesystem::path& path);

/// What the head says of its units. Throws BadFile when the pack is of a newer format.
PackIndex packIndex(PackHead head);

/// The same with the values. Throws as packIndex does.
ValuePack openPack(PackHead head);

/// The file of a packed unit as it was. Throws BadFile when it is damaged, or when another pack
/// took the place of the one the index is of.
std::string readPackedBytes(const PackIndex& index, const PackedUnit& unit);

/// The packed unit itself. Throws as readPackedBytes and readUnit do.
ValueUnit readPackedUnit(const PackIndex& index, const PackedUnit& unit);

/// The head of a pack, built unit by unit in the order of their samples.
class PackBuilder
{
public:
    explicit PackBuilder(std::filesystem::path path) : m_path(std::move(path)) {}

    /// `values` are those of the unit; its offset is set here.
    void add(const std::string& sample, PackedUnit unit, UnitValues values);

    /// The finished head with its checksum.
    std::string head() const;

    /// The last bytes of the file, after all units.
    static std::string ending(std::size_t headSize);

private:
    std::filesystem::path m_path;
    std::vector<std::string> m_samples;
    std::vector<PackedUnit> m_units;
    std::vector<UnitValues> m_values;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace palimpsest::hdf5 {

// The layout of the files that hdf5::Writer makes, a small part of what HDF5 allows: superblock 0,
// one group, data sets in chunks with checksums. Whatever else stands in a file is refused, so that
// nothing in it can point at filters, other files or more than the file holds.
// https://docs.hdfgroup.org/hdf5/develop/_f_m_t3.html

/// Bytes that anybody may have written: what is asked for beyond their end is refused.
class Image
{
public:
    /// `path` names the bytes in messages.
    Image(std::filesystem::path path, std::string bytes)
        : m_path(std::move(path)), m_bytes(std::move(bytes))
    {
    }

    std::uint64_t size() const { return m_bytes.size(); }

    std::string_view at(std::uint64_t offset, std::uint64_t count) const;

    template<typename Number>
    Number number(std::uint64_t offset) const
    {
        Number value{};
        std::memcpy(&value, at(offset, sizeof value).data(), sizeof value);
        return value;
    }

    /// Throws BadFile unless `good`: the file is damaged, as `what` says.
    void check(bool good, std::string_view what) const;

private:
    std::filesystem::path m_path;
    std::string m_bytes;
};

enum class ElementType { Float64, Float32, Int64, UInt16, UInt8, Text };

/// A data set of one or two dimensions, whose values are not looked at yet.
struct DataSet
{
    ElementType type = ElementType::Float64;
    std::uint64_t elementBytes = 0;
    std::vector<std::uint64_t> shape; ///< no side is 0
    std::vector<std::uint64_t> chunk; ///< sides of a chunk, each at most that of the shape
    std::uint64_t chunks = 0;         ///< where the tree of chunks lies
    bool isDeflated = false;

    bool operator==(const DataSet&) const = default;
};

/// What a file holds by name.
struct Contents
{
    std::map<std::string, std::variant<std::int64_t, std::string>> attributes;
    std::map<std::string, DataSet> dataSets;
};

/// Throws BadFile when the file is no HDF5 file or laid out otherwise.
Contents contentsOf(const Image& image);

/// Calls `visit` with the offset of the key and the address of the child for each entry of the
/// leaves of a B-tree of version 1. Throws BadFile when it is none, or a leaf occurs twice.
void forEachLeafEntry(const Image& image, std::uint64_t address, std::uint8_t kind,
                      std::uint64_t keyBytes,
                      const std::function<void(std::uint64_t key, std::uint64_t child)>& visit);

/// Kinds of B-trees.
inline constexpr std::uint8_t kGroupTree = 0;
inline constexpr std::uint8_t kChunkTree = 1;

} // namespace palimpsest::hdf5

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/hdf5_reader.h"

#include <zlib.h>

#include <algorithm>
#include <span>
#include <utility>

namespace palimpsest::hdf5 {

namespace {

/// Fletcher's checksum of 32 bits as HDF5 takes it: of big-endian words, an odd byte being the
/// upper half of one.
std::uint32_t fletcher32(std::string_view bytes)
{
    constexpr std::size_t kWordsBeforeOverflow = 360;
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    const auto fold = [](std::uint32_t sum) { return (sum & 0xffffU) + (sum >> 16U); };
    const auto byte = [&](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.size(), at + 2 * kWordsBeforeOverflow);
        for (; at < end; at += 2) {
            low += byte(at) << 8U | byte(at + 1);
            high += low;
        }
        low = fold(low);
        high = fold(high);
    }
    return fold(high) << 16U | fold(low);
}

/// Unpacks a chunk; false when it has another length or is none.
bool inflated(std::string_view packed, std::span<char> bytes)
{
    uLongf length = bytes.size();
    const int result = uncompress(reinterpret_cast<Bytef*>(bytes.data()), &length,
                                  reinterpret_cast<const Bytef*>(packed.data()), packed.size());
    return result == Z_OK && length == bytes.size();
}

/// A data set as rows of elements: one of a single dimension is one row.
struct Rows
{
    std::uint64_t rows;
    std::uint64_t columns;
};

Rows rowsOf(const std::vector<std::uint64_t>& sides)
{
    return sides.size() == 1 ? Rows{1, sides[0]} : Rows{sides[0], sides[1]};
}

std::uint64_t piecesOf(std::uint64_t whole, std::uint64_t piece)
{
    return (whole + piece - 1) / piece;
}

/// Puts the chunks of a data set in their places.
class Assembly
{
public:
    /// `bytes` has room for all values.
    Assembly(const Image& image, const DataSet& data, std::span<char> bytes)
        : m_image(image), m_data(data), m_bytes(bytes), m_whole(rowsOf(data.shape)),
          m_chunk(rowsOf(data.chunk)), m_across(piecesOf(m_whole.columns, m_chunk.columns)),
          m_isThere(piecesOf(m_whole.rows, m_chunk.rows) * m_across)
    {
        if (data.isDeflated) {
            m_unpacked.resize(m_chunk.rows * m_chunk.columns * data.elementBytes);
        }
    }

    void run()
    {
        const std::uint64_t keyBytes = 8 + 8 * (m_data.shape.size() + 1);
        forEachLeafEntry(m_image, m_data.chunks, kChunkTree, keyBytes,
                         [&](std::uint64_t key, std::uint64_t child) { place(key, child); });
        m_image.check(std::ranges::find(m_isThere, false) == m_isThere.end(),
                      "values of a data set are missing");
    }

private:
    void place(std::uint64_t key, std::uint64_t at)
    {
        const auto size = m_image.number<std::uint32_t>(key);
        const bool isFiltered = m_image.number<std::uint32_t>(key + 4) == 0;
        std::vector<std::uint64_t> corner;
        for (std::size_t i = 0; i < m_data.shape.size(); ++i) {
            corner.push_back(m_image.number<std::uint64_t>(key + 8 + 8 * i));
        }
        const Rows first = corner.size() == 1 ? Rows{0, corner[0]} : Rows{corner[0], corner[1]};
        const bool isOnGrid = first.rows < m_whole.rows && first.columns < m_whole.columns &&
                              first.rows % m_chunk.rows == 0 &&
                              first.columns % m_chunk.columns == 0;
        m_image.check(isFiltered && isOnGrid, "values of a data set are out of place");
        const std::uint64_t index =
            first.rows / m_chunk.rows * m_across + first.columns / m_chunk.columns;
        m_image.check(!m_isThere[index], "values of a data set are there twice");
        m_isThere[index] = true;
        copy(contents(m_image.at(at, size)), first);
    }

    /// The values of a stored chunk.
    std::string_view contents(std::string_view stored)
    {
        constexpr std::size_t kChecksum = 4;
        const std::size_t wanted = m_chunk.rows * m_chunk.columns * m_data.elementBytes;
        m_image.check(stored.size() > kChecksum &&
                          (m_data.isDeflated || stored.size() - kChecksum == wanted),
                      "a data set does not hold what it states");
        const std::string_view packed = stored.substr(0, stored.size() - kChecksum);
        std::uint32_t checksum = 0;
        std::memcpy(&checksum, stored.data() + packed.size(), kChecksum);
        m_image.check(checksum == fletcher32(packed), "the checksum of a data set does not hold");
        if (!m_data.isDeflated) {
            return packed;
        }
        m_image.check(inflated(packed, m_unpacked), "a data set cannot be unpacked");
        return {m_unpacked.data(), m_unpacked.size()};
    }

    /// Chunks at the edges reach beyond them.
    void copy(std::string_view chunk, const Rows& first)
    {
        const std::uint64_t rows = std::min(m_chunk.rows, m_whole.rows - first.rows);
        const std::uint64_t columns = std::min(m_chunk.columns, m_whole.columns - first.columns);
        for (std::uint64_t row = 0; row < rows; ++row) {
            const std::uint64_t to = (first.rows + row) * m_whole.columns + first.columns;
            std::memcpy(m_bytes.data() + to * m_data.elementBytes,
                        chunk.data() + row * m_chunk.columns * m_data.elementBytes,
                        columns * m_data.elementBytes);
        }
    }

    const Image& m_image;
    const DataSet& m_data;
    std::span<char> m_bytes;
    Rows m_whole;
    Rows m_chunk;
    std::uint64_t m_across; ///< chunks from left to right
    std::vector<bool> m_isThere;
    std::vector<char> m_unpacked;
};

} // namespace

Reader::Reader(std::filesystem::path path, std::string bytes)
    : m_image(std::move(path), std::move(bytes)), m_contents(contentsOf(m_image))
{
}

bool Reader::has(const std::string& name) const
{
    return m_contents.dataSets.contains(name);
}

std::string Reader::text(const std::string& attribute) const
{
    const auto found = m_contents.attributes.find(attribute);
    m_image.check(found != m_contents.attributes.end() &&
                      std::holds_alternative<std::string>(found->second),
                  "the attribute " + attribute + " is missing or no text");
    return std::get<std::string>(found->second);
}

std::int64_t Reader::integer(const std::string& attribute) const
{
    const auto found = m_contents.attributes.find(attribute);
    m_image.check(found != m_contents.attributes.end() &&
                      std::holds_alternative<std::int64_t>(found->second),
                  "the attribute " + attribute + " is missing or no number");
    return std::get<std::int64_t>(found->second);
}

const DataSet& Reader::dataSet(const std::string& name) const
{
    const auto found = m_contents.dataSets.find(name);
    m_image.check(found != m_contents.dataSets.end(), "the data set " + name + " is missing");
    return found->second;
}

/// The data set, once it is known to be what is wanted and not to promise more than it can hold.
const DataSet& Reader::dataSet(const std::string& name, ElementType type, std::uint64_t count) const
{
    constexpr std::uint64_t kMaxPacked = 1032; // bytes that deflate can make of one
    const DataSet& data = dataSet(name);
    const std::uint64_t most = m_image.size() * (data.isDeflated ? kMaxPacked : 1);
    const Rows whole = rowsOf(data.shape);
    m_image.check(data.type == type, "the data set " + name + " is of another type");
    m_image.check(whole.rows <= most / data.elementBytes / whole.columns &&
                      whole.rows * whole.columns == count,
                  "the data set " + name + " has another size than it should");
    return data;
}

template<typename T>
std::vector<T> Reader::values(const std::string& name, ElementType type, std::uint64_t count) const
{
    const DataSet& data = dataSet(name, type, count);
    std::vector<T> result(count);
    Assembly(m_image, data, {reinterpret_cast<char*>(result.data()), count * sizeof(T)}).run();
    return result;
}

std::vector<std::uint64_t> Reader::shape(const std::string& dataset) const
{
    return dataSet(dataset).shape;
}

std::vector<double> Reader::doubles(const std::string& dataset, std::uint64_t count) const
{
    return values<double>(dataset, ElementType::Float64, count);
}

std::vector<float> Reader::floats(const std::string& dataset, std::uint64_t count) const
{
    return values<float>(dataset, ElementType::Float32, count);
}

std::vector<std::int64_t> Reader::integers(const std::string& dataset, std::uint64_t count) const
{
    return values<std::int64_t>(dataset, ElementType::Int64, count);
}

std::vector<std::uint16_t> Reader::words(const std::string& dataset, std::uint64_t count) const
{
    return values<std::uint16_t>(dataset, ElementType::UInt16, count);
}

std::vector<std::uint8_t> Reader::bytes(const std::string& dataset, std::uint64_t count) const
{
    return values<std::uint8_t>(dataset, ElementType::UInt8, count);
}

std::vector<std::string> Reader::texts(const std::string& dataset, std::uint64_t count) const
{
    const DataSet& data = dataSet(dataset, ElementType::Text, count);
    std::string cells(count * data.elementBytes, '\0');
    Assembly(m_image, data, cells).run();
    std::vector<std::string> result;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string_view cell =
            std::string_view(cells).substr(i * data.elementBytes, data.elementBytes);
        result.emplace_back(cell.substr(0, cell.find('\0'))); // without the padding
    }
    return result;
}

} // namespace palimpsest::hdf5

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/value_pack.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/study/hdf5.h"
#include "core/study/hdf5_reader.h"
#include "core/study/own_files.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSizeDigits = 16;
constexpr std::uint64_t kMaxHeadBytes = 1u << 30;

[[noreturn]] void refuse(const fs::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " " + why +
                  ". Put a copy of it back, or delete it; extracting again replaces its values.");
}

/// A column of the head: one text of every unit's key.
struct KeyText
{
    const char* name;
    std::string UnitKey::*member;
};

constexpr KeyText kKeyTexts[] = {
    {"template_sha256", &UnitKey::templateSha256},  {"weights_sha256", &UnitKey::weightsSha256},
    {"image_sha256", &UnitKey::imageSha256},        {"baseline_sha256", &UnitKey::baselineSha256},
    {"label_map_sha256", &UnitKey::labelMapSha256}, {"value_kind", &UnitKey::valueKind}};

std::int64_t keyTarget(const PackedUnit& unit)
{
    return unit.key.target;
}

/// One entry of every element, as a data set.
template<typename Result, typename Element, typename Get>
std::vector<Result> column(const std::vector<Element>& elements, Get get)
{
    std::vector<Result> values;
    values.reserve(elements.size());
    std::ranges::transform(elements, std::back_inserter(values), get);
    return values;
}

/// What the units hold of different length, one after the other.
template<typename T>
std::vector<T> joined(const std::vector<UnitValues>& units, std::vector<T> UnitValues::*member)
{
    std::vector<T> all;
    for (const UnitValues& unit : units) {
        all.insert(all.end(), (unit.*member).begin(), (unit.*member).end());
    }
    return all;
}

/// HDF5 has no chunks of nothing, so empty data sets are left out.
template<typename T>
void writeJoined(hdf5::Writer& file, const std::string& name, const std::vector<T>& values)
{
    if (!values.empty()) {
        file.dataset(name, values, {values.size()});
    }
}

/// Number of entries of a data set of one dimension; 0 when it is left out.
std::uint64_t lengthOf(const hdf5::Reader& file, const std::string& name, const fs::path& path)
{
    if (!file.has(name)) {
        return 0;
    }
    const auto shape = file.shape(name);
    if (shape.size() != 1 || shape[0] > kMaxHeadBytes) {
        refuse(path, "is damaged: " + name + " has the wrong shape");
    }
    return shape[0];
}

/// Hands out the parts of a joined data set.
template<typename T>
class Slices
{
public:
    Slices(std::vector<T> all, const fs::path& path) : m_all(std::move(all)), m_path(path) {}

    std::vector<T> next(std::uint64_t count)
    {
        if (count > m_all.size() - m_at) {
            refuse(m_path, "is damaged: it holds fewer values than it states");
        }
        const auto begin = m_all.begin() + static_cast<std::ptrdiff_t>(m_at);
        m_at += count;
        return {begin, begin + static_cast<std::ptrdiff_t>(count)};
    }

private:
    std::vector<T> m_all;
    const fs::path& m_path;
    std::size_t m_at = 0;
};

void requireFormat(const hdf5::Reader& file, const fs::path& path)
{
    const std::int64_t format = file.integer("format");
    if (format < 1 || format > kPackFormat) {
        throw BadFile(quoted(path) + " has pack format " + std::to_string(format) +
                      " and this version reads up to " + std::to_string(kPackFormat) +
                      ". Open the study with a newer Palimpsest.");
    }
}

/// Whether a file of that name lies in the folder that it is unpacked into.
bool staysInFolder(const std::string& name)
{
    return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos;
}

/// The samples of the pack. Their names are those of files, once it is unpacked.
std::vector<std::string> sampleNames(const hdf5::Reader& file, const PackHead& head)
{
    constexpr std::uint64_t kSmallestUnit = 1024;
    const std::uint64_t count = lengthOf(file, "sample", head.path);
    if (count > head.stamp.size / kSmallestUnit) {
        refuse(head.path, "is damaged: it states more units than it has room for");
    }
    std::vector<std::string> samples = file.texts("sample", count);
    if (!std::ranges::all_of(samples, staysInFolder)) {
        refuse(head.path, "is damaged: a sample of it has no name that a file can have");
    }
    return samples;
}

std::vector<std::int64_t> partCounts(const hdf5::Reader& file, std::uint64_t count,
                                     const fs::path& path)
{
    std::vector<std::int64_t> parts = file.integers("parts", count);
    if (std::ranges::any_of(parts, [](std::int64_t n) { return n < 1 || n > kMaxParts; })) {
        refuse(path, "claims units of an impossible number of parts");
    }
    return parts;
}

/// How many values of each unit hang on a probability of 0; left out where none does.
std::vector<std::int64_t> flooredCounts(const hdf5::Reader& file, std::uint64_t count,
                                        const fs::path& path)
{
    if (!file.has("floored")) {
        return std::vector<std::int64_t>(count, 0);
    }
    std::vector<std::int64_t> floored = file.integers("floored", count);
    const auto isPossible = [](std::int64_t n) {
        return n >= 0 && static_cast<std::uint64_t>(n) <= coalitionCount(kMaxParts);
    };
    if (!std::ranges::all_of(floored, isPossible)) {
        refuse(path, "claims an impossible number of values");
    }
    return floored;
}

} // namespace

fs::path packPath(const fs::path& unitPath)
{
    fs::path path = unitPath.parent_path();
    path += ".pack.h5";
    return path;
}

PackHead readPackHead(const fs::path& path)
{
    const OpenFile file(ownValues(path, path.parent_path() / path.stem()));
    const std::uint64_t size = file.stamp().size;
    constexpr std::uint64_t kFrame = kSha256Digits + kSizeDigits;
    if (size < kFrame) {
        refuse(path, "is damaged: it is cut short");
    }
    const std::string digits = file.read(size - kSizeDigits, kSizeDigits);
    std::uint64_t headBytes = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), headBytes);
    if (error != std::errc() || end != digits.data() + digits.size() ||
        headBytes > std::min(size - kFrame, kMaxHeadBytes)) {
        refuse(path, "is damaged: its end is not that of a pack");
    }
    std::string bytes = file.read(0, headBytes + kSha256Digits);
    const std::string hash = bytes.substr(headBytes);
    bytes.resize(headBytes);
    if (hash != sha256(bytes)) {
        refuse(path, "is damaged: its checksum does not hold");
    }
    return {.path = path, .stamp = file.stamp(), .bytes = std::move(bytes)};
}

namespace {

PackIndex indexOf(const hdf5::Reader& file, const PackHead& head, std::size_t headBytes)
{
    PackIndex index{.path = head.path, .stamp = head.stamp, .units = {}};
    const auto samples = sampleNames(file, head);
    const std::uint64_t count = samples.size();
    const auto parts = partCounts(file, count, head.path);
    const auto floored = flooredCounts(file, count, head.path);
    const auto targets = file.integers("target", count);
    const auto hashes = file.texts("unit_sha256", count);
    const auto sizes = file.integers("unit_bytes", count);
    std::vector<PackedUnit> units(count);
    for (const KeyText& text : kKeyTexts) {
        std::vector<std::string> entries = file.texts(text.name, count);
        for (std::size_t i = 0; i < count; ++i) {
            units[i].key.*text.member = std::move(entries[i]);
        }
    }
    Slices v(file.doubles("v", lengthOf(file, "v", head.path)), head.path);
    std::uint64_t offset = headBytes + kSha256Digits;
    for (std::size_t i = 0; i < count; ++i) {
        if (sizes[i] < 0 || static_cast<std::uint64_t>(sizes[i]) > head.stamp.size - offset) {
            refuse(head.path, "is damaged: one of its units lies outside of it");
        }
        units[i].key.target = targets[i];
        units[i].partCount = static_cast<int>(parts[i]);
        units[i].floored = static_cast<std::size_t>(floored[i]);
        units[i].offset = offset;
        units[i].bytes = static_cast<std::uint64_t>(sizes[i]);
        units[i].sha256 = hashes[i];
        units[i].nonFinite = nonFiniteCount(v.next(coalitionCount(static_cast<int>(parts[i]))));
        offset += units[i].bytes;
        index.units.emplace(samples[i], std::move(units[i]));
    }
    if (offset + kSizeDigits != head.stamp.size) {
        refuse(head.path, "is damaged: it has another size than it states");
    }
    return index;
}

std::map<std::string, UnitValues> valuesOf(const hdf5::Reader& file, const PackHead& head)
{
    const auto samples = sampleNames(file, head);
    const std::uint64_t count = samples.size();
    const auto parts = partCounts(file, count, head.path);
    const auto targets = file.integers("class", count);
    const auto classes = file.integers("classes", count);
    const auto noise = file.doubles("noise", 2 * count);
    const auto length = [&](const char* name) { return lengthOf(file, name, head.path); };
    const auto floats = [&](const char* name) {
        return length(name) == 0 ? std::vector<float>() : file.floats(name, length(name));
    };
    Slices v(file.doubles("v", length("v")), head.path);
    Slices none(floats("logits_none"), head.path);
    Slices all(floats("logits_all"), head.path);
    Slices predicted(length("predicted") == 0 ? std::vector<std::uint16_t>()
                                              : file.words("predicted", length("predicted")),
                     head.path);
    std::map<std::string, UnitValues> values;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t rows = coalitionCount(static_cast<int>(parts[i]));
        const auto columns = static_cast<std::uint64_t>(classes[i]);
        if (targets[i] < -1 || targets[i] > std::numeric_limits<std::uint16_t>::max()) {
            refuse(head.path, "is damaged: it speaks of a class that does not exist");
        }
        UnitValues unit{.partCount = static_cast<int>(parts[i]),
                        .v = v.next(rows),
                        .logitsNone = none.next(columns),
                        .logitsAll = all.next(columns),
                        .predicted = predicted.next(columns > 0 ? rows : 0),
                        .noise = std::nullopt,
                        .target = static_cast<int>(targets[i])};
        if (!std::isnan(noise[2 * i])) {
            unit.noise = NumericalNoise{.sigma = noise[2 * i], .bound = noise[2 * i + 1]};
        }
        values.emplace(samples[i], std::move(unit));
    }
    return values;
}

} // namespace

PackIndex packIndex(PackHead head)
{
    const std::size_t headBytes = head.bytes.size();
    const hdf5::Reader file(head.path, std::move(head.bytes));
    requireFormat(file, head.path);
    return indexOf(file, head, headBytes);
}

ValuePack openPack(PackHead head)
{
    const std::size_t headBytes = head.bytes.size();
    const hdf5::Reader file(head.path, std::move(head.bytes));
    requireFormat(file, head.path);
    ValuePack pack{indexOf(file, head, headBytes), valuesOf(file, head)};
    for (auto& [sample, values] : pack.values) {
        const PackedUnit& unit = pack.index.units.at(sample);
        const auto function = valueFunctionNamed(unit.key.valueKind);
        values.outputs = function ? function->outputs : OutputKind::Logits;
        values.floored = unit.floored;
    }
    return pack;
}

std::string readPackedBytes(const PackIndex& index, const PackedUnit& unit)
{
    const OpenFile file(index.path);
    if (file.stamp() != index.stamp) {
        throw BadFile(quoted(index.path) + " was replaced while it was read. Try again.");
    }
    std::string bytes = file.read(unit.offset, unit.bytes);
    if (bytes.size() < kSha256Digits || !bytes.ends_with(unit.sha256) ||
        unit.sha256 != sha256(std::string_view(bytes).substr(0, bytes.size() - kSha256Digits))) {
        refuse(index.path, "is damaged: the checksum of one of its units does not hold");
    }
    return bytes;
}

ValueUnit readPackedUnit(const PackIndex& index, const PackedUnit& unit)
{
    return unitOfBytes(index.path, readPackedBytes(index, unit));
}

void PackBuilder::add(const std::string& sample, PackedUnit unit, UnitValues values)
{
    m_samples.push_back(sample);
    m_units.push_back(std::move(unit));
    m_values.push_back(std::move(values));
}

std::string PackBuilder::head() const
{
    const std::uint64_t count = m_units.size();
    hdf5::Writer file(m_path);
    file.attribute("format", kPackFormat);
    file.dataset("sample", m_samples);
    for (const KeyText& text : kKeyTexts) {
        file.dataset(text.name, column<std::string>(m_units, [&](const PackedUnit& unit) {
                         return unit.key.*text.member;
                     }));
    }
    file.dataset("unit_sha256", column<std::string>(m_units, &PackedUnit::sha256));
    const auto numbers = [&](const char* name, const std::vector<std::int64_t>& values) {
        file.dataset(name, values, {count});
    };
    numbers("unit_bytes", column<std::int64_t>(m_units, &PackedUnit::bytes));
    numbers("target", column<std::int64_t>(m_units, keyTarget));
    numbers("class", column<std::int64_t>(m_values, &UnitValues::target));
    numbers("parts", column<std::int64_t>(m_values, &UnitValues::partCount));
    numbers("classes", column<std::int64_t>(m_values, [](const UnitValues& values) {
                return values.logitsAll.size();
            }));
    if (std::ranges::any_of(m_values, [](const UnitValues& unit) { return unit.floored > 0; })) {
        numbers("floored", column<std::int64_t>(m_values, &UnitValues::floored));
    }
    std::vector<double> noise;
    for (const UnitValues& values : m_values) {
        constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
        noise.push_back(values.noise ? values.noise->sigma : kUnknown);
        noise.push_back(values.noise ? values.noise->bound : kUnknown);
    }
    file.dataset("noise", noise, {count, 2});
    writeJoined(file, "v", joined(m_values, &UnitValues::v));
    writeJoined(file, "logits_none", joined(m_values, &UnitValues::logitsNone));
    writeJoined(file, "logits_all", joined(m_values, &UnitValues::logitsAll));
    writeJoined(file, "predicted", joined(m_values, &UnitValues::predicted));
    const std::string bytes = file.bytes();
    return bytes + sha256(bytes);
}

std::string PackBuilder::ending(std::size_t headSize)
{
    const std::string digits = std::to_string(headSize - kSha256Digits);
    return std::string(kSizeDigits - digits.size(), '0') + digits;
}

} // namespace palimpsest

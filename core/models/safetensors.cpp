// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/safetensors.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string_view>
#include <utility>

namespace palimpsest {

using nlohmann::json;

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors data is little-endian");

constexpr std::uint64_t kMaxFileBytes = std::uint64_t{16} << 30;
constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
constexpr std::size_t kLengthBytes = 8;

struct Entry
{
    std::string name;
    bool isFloat = true;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " is not a sound safetensors file: " + why +
                  ". Save it again from the program that made it.");
}

/// Number of elements, or an error when the product does not fit the file.
std::uint64_t elementCount(const std::vector<std::int64_t>& shape,
                           const std::filesystem::path& path, const std::string& name)
{
    std::uint64_t count = 1;
    for (const std::int64_t size : shape) {
        if (size < 0) {
            refuse(path, "tensor \"" + name + "\" has a negative size");
        }
        if (size != 0 && count > kMaxFileBytes / static_cast<std::uint64_t>(size)) {
            refuse(path, "the shape of tensor \"" + name + "\" is larger than any file");
        }
        count *= static_cast<std::uint64_t>(size);
    }
    return count;
}

/// Bytes of an element of an integer type, 0 for other types.
std::uint64_t integerBytes(const std::string& dtype)
{
    if (dtype == "BOOL" || dtype == "U8" || dtype == "I8") {
        return 1;
    }
    if (dtype == "I16" || dtype == "U16") {
        return 2;
    }
    if (dtype == "I32" || dtype == "U32") {
        return 4;
    }
    return dtype == "I64" || dtype == "U64" ? 8 : 0;
}

Entry parseEntry(const std::string& name, const json& value, const std::filesystem::path& path)
{
    Entry entry{.name = name};
    std::uint64_t elementBytes = 0;
    try {
        const auto dtype = value.at("dtype").get<std::string>();
        entry.isFloat = integerBytes(dtype) == 0;
        elementBytes = entry.isFloat ? sizeof(float) : integerBytes(dtype);
        if (entry.isFloat && dtype != "F32") {
            throw BadFile("Tensor \"" + name + "\" of " + quoted(path) + " has the type " + dtype +
                          "; only F32 is read. Save the model as float32.");
        }
        for (const json& size : value.at("shape")) {
            if (!size.is_number_unsigned()) {
                refuse(path, "the shape of tensor \"" + name + "\" is not a list of sizes");
            }
            entry.shape.push_back(size.get<std::int64_t>());
        }
        const json& offsets = value.at("data_offsets");
        if (offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
            !offsets[1].is_number_unsigned()) {
            refuse(path, "tensor \"" + name + "\" has no pair of offsets");
        }
        entry.begin = offsets[0].get<std::uint64_t>();
        entry.end = offsets[1].get<std::uint64_t>();
    } catch (const json::exception& error) {
        refuse(path, "the header of tensor \"" + name + "\" is broken (" + error.what() + ")");
    }
    if (entry.begin > entry.end ||
        entry.end - entry.begin != elementCount(entry.shape, path, name) * elementBytes) {
        refuse(path, "tensor \"" + name + "\" and its offsets disagree in size");
    }
    return entry;
}

bool isTextMap(const json& value)
{
    return value.is_object() &&
           std::ranges::all_of(value, [](const json& entry) { return entry.is_string(); });
}

/// The tensors must tile the data from its first to its last byte.
void checkTiling(std::vector<Entry>& entries, std::uint64_t dataBytes,
                 const std::filesystem::path& path)
{
    std::ranges::sort(entries, {}, [](const Entry& e) { return std::pair(e.begin, e.end); });
    std::uint64_t position = 0;
    for (const Entry& entry : entries) {
        if (entry.begin != position) {
            refuse(path, "tensor \"" + entry.name + "\" leaves a hole or overlaps another");
        }
        position = entry.end;
    }
    if (position != dataBytes) {
        refuse(path, "its header describes " + std::to_string(position) +
                         " bytes of data and the file holds " + std::to_string(dataBytes));
    }
}

} // namespace

TensorMap readSafetensors(const std::filesystem::path& path)
{
    const std::string bytes = readFile(path, kMaxFileBytes);
    std::uint64_t headerBytes = 0;
    if (bytes.size() < kLengthBytes) {
        refuse(path, "it is shorter than its own header");
    }
    std::memcpy(&headerBytes, bytes.data(), kLengthBytes);
    if (headerBytes > kMaxHeaderBytes || headerBytes == 0 ||
        headerBytes > bytes.size() - kLengthBytes) {
        refuse(path, "its header claims " + std::to_string(headerBytes) + " bytes");
    }
    if (bytes[kLengthBytes] != '{') {
        refuse(path, "its header does not begin with {");
    }
    const json header = parseJson(std::string_view(bytes).substr(kLengthBytes, headerBytes), path);
    std::vector<Entry> entries;
    for (const auto& [name, value] : header.items()) {
        if (name != "__metadata__") {
            entries.push_back(parseEntry(name, value, path));
        } else if (!isTextMap(value)) {
            refuse(path, "its __metadata__ is not a list of names and texts");
        }
    }
    const std::uint64_t dataStart = kLengthBytes + headerBytes;
    checkTiling(entries, bytes.size() - dataStart, path);

    TensorMap tensors;
    for (const Entry& entry : entries) {
        if (!entry.isFloat) {
            continue;
        }
        NamedTensor tensor{.shape = entry.shape, .values = {}};
        tensor.values.resize((entry.end - entry.begin) / sizeof(float));
        std::copy_n(bytes.data() + dataStart + entry.begin, entry.end - entry.begin,
                    reinterpret_cast<char*>(tensor.values.data()));
        tensors.emplace(entry.name, std::move(tensor));
    }
    return tensors;
}

void writeSafetensors(const std::filesystem::path& path, const TensorMap& tensors)
{
    json header = json::object();
    std::string data;
    for (const auto& [name, tensor] : tensors) {
        const std::size_t begin = data.size();
        data.append(reinterpret_cast<const char*>(tensor.values.data()),
                    tensor.values.size() * sizeof(float));
        header[name] = {
            {"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {begin, data.size()}}};
    }
    std::string text = header.dump();
    // Padding with spaces keeps the data aligned for readers that map the file.
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t headerBytes = text.size();
    std::string bytes(reinterpret_cast<const char*>(&headerBytes), kLengthBytes);
    writeFileAtomically(path, bytes + text + data);
}

} // namespace palimpsest

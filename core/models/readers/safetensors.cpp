// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/safetensors.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/open_file.h"
#include "core/base/utf8.h"
#include "core/models/readers/number_type.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
constexpr std::size_t kLengthBytes = 8;

struct Entry
{
    std::string name;
    NumberType type = NumberType::Float32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " is not a sound safetensors file: " + why +
                  ". Save it again from the program that made it.");
}

/// Number of elements, or an error when no file could hold them.
std::uint64_t elementCount(const std::vector<std::int64_t>& shape,
                           const std::filesystem::path& path, const std::string& name)
{
    constexpr std::uint64_t kMaxCount = std::uint64_t{1} << 48;
    std::uint64_t count = 1;
    for (const std::int64_t size : shape) {
        if (size < 0) {
            refuse(path, "tensor \"" + shown(name) + "\" has a negative size");
        }
        if (size != 0 && count > kMaxCount / static_cast<std::uint64_t>(size)) {
            refuse(path, "the shape of tensor \"" + shown(name) + "\" is larger than any file");
        }
        count *= static_cast<std::uint64_t>(size);
    }
    return count;
}

NumberType typeNamed(const std::string& dtype)
{
    static const std::map<std::string, NumberType> types = {
        {"F32", NumberType::Float32},   {"F64", NumberType::Float64}, {"F16", NumberType::Float16},
        {"BF16", NumberType::BFloat16}, {"BOOL", NumberType::Whole1}, {"U8", NumberType::Whole1},
        {"I8", NumberType::Whole1},     {"I16", NumberType::Whole2},  {"U16", NumberType::Whole2},
        {"I32", NumberType::Whole4},    {"U32", NumberType::Whole4},  {"I64", NumberType::Whole8},
        {"U64", NumberType::Whole8},
    };
    const auto found = types.find(dtype);
    return found == types.end() ? NumberType::Other : found->second;
}

Entry parseEntry(const std::string& name, const json& value, const std::filesystem::path& path)
{
    Entry entry{.name = name};
    try {
        const auto dtype = value.at("dtype").get<std::string>();
        entry.type = typeNamed(dtype);
        if (entry.type == NumberType::Other) {
            throw BadFile("Tensor \"" + shown(name) + "\" of " + quoted(path) + " has the type " +
                          shown(dtype) + ", which Palimpsest does not read. Save the model as " +
                          "float32.");
        }
        for (const json& size : value.at("shape")) {
            if (!size.is_number_unsigned()) {
                refuse(path, "the shape of tensor \"" + shown(name) + "\" is not a list of sizes");
            }
            entry.shape.push_back(size.get<std::int64_t>());
        }
        const json& offsets = value.at("data_offsets");
        if (offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
            !offsets[1].is_number_unsigned()) {
            refuse(path, "tensor \"" + shown(name) + "\" has no pair of offsets");
        }
        entry.begin = offsets[0].get<std::uint64_t>();
        entry.end = offsets[1].get<std::uint64_t>();
    } catch (const json::exception& error) {
        refuse(path, "the header of tensor \"" + shown(name) + "\" is broken (" +
                         jsonProblem(error) + ")");
    }
    if (entry.begin > entry.end ||
        entry.end - entry.begin != elementCount(entry.shape, path, name) * bytesOf(entry.type)) {
        refuse(path, "tensor \"" + shown(name) + "\" and its offsets disagree in size");
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
            refuse(path, "tensor \"" + shown(entry.name) + "\" leaves a hole or overlaps another");
        }
        position = entry.end;
    }
    if (position != dataBytes) {
        refuse(path, "its header describes " + std::to_string(position) +
                         " bytes of data and the file holds " + std::to_string(dataBytes));
    }
}

/// Where the data begin, and what lies there in the order of the data.
struct Header
{
    std::uint64_t dataStart = 0;
    std::vector<Entry> entries;
};

Header readHeader(const OpenFile& file, const std::filesystem::path& path)
{
    const std::uint64_t fileBytes = file.stamp().size;
    if (fileBytes < kLengthBytes) {
        refuse(path, "it is shorter than its own header");
    }
    std::uint64_t headerBytes = 0;
    file.readInto(0, std::span(reinterpret_cast<char*>(&headerBytes), kLengthBytes));
    if (headerBytes > kMaxHeaderBytes || headerBytes == 0 ||
        headerBytes > fileBytes - kLengthBytes) {
        refuse(path, "its header claims " + std::to_string(headerBytes) + " bytes");
    }
    const std::string text = file.read(kLengthBytes, headerBytes);
    if (text[0] != '{') {
        refuse(path, "its header does not begin with {");
    }
    Header header{.dataStart = kLengthBytes + headerBytes, .entries = {}};
    const json parsed = parseJson(text, path);
    for (const auto& [name, value] : parsed.items()) {
        if (name != "__metadata__") {
            header.entries.push_back(parseEntry(name, value, path));
        } else if (!isTextMap(value)) {
            refuse(path, "its __metadata__ is not a list of names and texts");
        }
    }
    checkTiling(header.entries, fileBytes - header.dataStart, path);
    return header;
}

/// The numbers of a tensor, whose size has been checked against the file's.
std::vector<float> readNumbers(const OpenFile& file, std::uint64_t begin, const Entry& entry)
{
    std::vector<float> values((entry.end - entry.begin) / bytesOf(entry.type));
    if (entry.type == NumberType::Float32) {
        file.readInto(begin, std::span(reinterpret_cast<char*>(values.data()),
                                       values.size() * sizeof(float)));
        return values;
    }
    constexpr std::size_t kNumbersAtOnce = std::size_t{1} << 17;
    for (std::size_t done = 0; done < values.size(); done += kNumbersAtOnce) {
        const std::size_t count = std::min(kNumbersAtOnce, values.size() - done);
        const std::string bytes =
            file.read(begin + done * bytesOf(entry.type), count * bytesOf(entry.type));
        toFloats(entry.type, bytes.data(), std::span(values).subspan(done, count));
    }
    return values;
}

} // namespace

CheckpointFile readSafetensorsCheckpoint(const std::filesystem::path& path)
{
    const OpenFile file(path);
    const Header header = readHeader(file, path);
    CheckpointFile checkpoint{.container = Container::Safetensors};
    for (const Entry& entry : header.entries) {
        if (isFloat(entry.type)) {
            checkpoint.tensors.emplace(
                entry.name,
                NamedTensor{.shape = entry.shape,
                            .values = readNumbers(file, header.dataStart + entry.begin, entry)});
        } else {
            checkpoint.leftOut.push_back(entry.name);
        }
    }
    file.requireUnchanged();
    return checkpoint;
}

TensorMap readSafetensors(const std::filesystem::path& path)
{
    return readSafetensorsCheckpoint(path).tensors;
}

void writeSafetensors(const std::filesystem::path& path, const TensorMap& tensors,
                      Precision precision)
{
    const bool isHalf = precision == Precision::Half;
    const std::size_t width = isHalf ? sizeof(std::uint16_t) : sizeof(float);
    json header = json::object();
    std::uint64_t position = 0;
    for (const auto& [name, tensor] : tensors) {
        const std::uint64_t end = position + tensor.values.size() * width;
        header[name] = {{"dtype", isHalf ? "F16" : "F32"},
                        {"shape", tensor.shape},
                        {"data_offsets", {position, end}}};
        position = end;
    }
    std::string text = header.dump();
    // Padding with spaces keeps the data aligned for readers that map the file.
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t headerBytes = text.size();
    writePiecesAtomically(path, [&](const ByteSink& write) {
        write({reinterpret_cast<const char*>(&headerBytes), kLengthBytes});
        write(text);
        for (const auto& [name, tensor] : tensors) {
            if (isHalf) {
                std::vector<std::uint16_t> halves(tensor.values.size());
                std::ranges::transform(tensor.values, halves.begin(), toHalf);
                write({reinterpret_cast<const char*>(halves.data()), halves.size() * width});
            } else {
                write({reinterpret_cast<const char*>(tensor.values.data()),
                       tensor.values.size() * width});
            }
        }
    });
}

} // namespace palimpsest

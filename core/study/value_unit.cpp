// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/value_unit.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "core/base/folders.h"
#include "core/base/sha256.h"
#include "core/study/hdf5.h"
#include "core/study/hdf5_reader.h"
#include "core/study/own_files.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMaxUnitBytes = 64u << 20;

void writeKey(hdf5::Writer& file, const UnitKey& key)
{
    file.attribute("template_sha256", key.templateSha256);
    file.attribute("weights_sha256", key.weightsSha256);
    file.attribute("image_sha256", key.imageSha256);
    file.attribute("baseline_sha256", key.baselineSha256);
    file.attribute("label_map_sha256", key.labelMapSha256);
    file.attribute("target", key.target);
    file.attribute("value_kind", key.valueKind);
}

UnitKey readKey(const hdf5::Reader& file)
{
    return {.templateSha256 = file.text("template_sha256"),
            .weightsSha256 = file.text("weights_sha256"),
            .imageSha256 = file.text("image_sha256"),
            .baselineSha256 = file.text("baseline_sha256"),
            .labelMapSha256 = file.text("label_map_sha256"),
            .target = file.integer("target"),
            .valueKind = file.text("value_kind")};
}

void writeOrigin(hdf5::Writer& file, const UnitOrigin& origin)
{
    file.attribute("plan_device", origin.device);
    file.attribute("plan_threads", origin.threads);
    file.attribute("plan_batch_size", origin.batchSize);
    file.attribute("plan_graph", origin.graph);
    file.attribute("plan_layout", origin.layout);
    file.attribute("baseline", origin.baseline);
    file.attribute("palimpsest_version", origin.palimpsestVersion);
    file.attribute("torch_version", origin.torchVersion);
}

UnitOrigin readOrigin(const hdf5::Reader& file, std::int64_t format)
{
    const bool hasGraph = format >= 3;
    return {.device = file.text("plan_device"),
            .threads = file.integer("plan_threads"),
            .batchSize = file.integer("plan_batch_size"),
            .graph = hasGraph ? file.text("plan_graph") : "",
            .layout = hasGraph ? file.text("plan_layout") : "",
            .baseline = file.text("baseline"),
            .palimpsestVersion = file.text("palimpsest_version"),
            .torchVersion = file.text("torch_version")};
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " " + why + ". Delete the file; extracting again replaces it.");
}

/// The HDF5 part of a unit's file.
std::string verified(const std::filesystem::path& path, std::string bytes)
{
    const std::size_t end = bytes.size() - std::min(kSha256Digits, bytes.size());
    const std::string hash = bytes.substr(end);
    bytes.resize(end);
    if (hash != sha256(bytes)) {
        refuse(path, "is damaged: its checksum does not hold");
    }
    return bytes;
}

LabelMap readRegions(const hdf5::Reader& file, int partCount, const std::filesystem::path& path)
{
    constexpr std::uint64_t kMaxSide = 4096;
    LabelMap regions;
    if (!file.has("labels")) {
        return regions;
    }
    const auto shape = file.shape("labels");
    if (shape.size() != 2 || shape[0] > kMaxSide || shape[1] > kMaxSide) {
        refuse(path, "holds regions of parts that are no picture");
    }
    regions.height = static_cast<int>(shape[0]);
    regions.width = static_cast<int>(shape[1]);
    regions.labels = file.bytes("labels", shape[0] * shape[1]);
    regions.parts.resize(static_cast<std::size_t>(partCount));
    for (const std::uint8_t label : regions.labels) {
        if (label > partCount) {
            refuse(path, "holds regions of more parts than it has values of");
        }
        if (label > 0) {
            ++regions.parts[label - 1].pixels;
        }
    }
    return regions;
}

ExactLogits readExact(const hdf5::Reader& file, std::size_t rows, const std::filesystem::path& path)
{
    ExactLogits exact;
    if (!file.has("exact_logits")) {
        return exact;
    }
    const auto shape = file.shape("exact_logits");
    if (shape.size() != 2 || shape[0] > kExactCoalitions || shape[1] > kMaxLogitBytes) {
        refuse(path, "holds exact logits of the wrong shape");
    }
    for (const std::int64_t coalition : file.integers("exact_coalitions", shape[0])) {
        if (coalition < 0 || coalition >= static_cast<std::int64_t>(rows)) {
            refuse(path, "holds exact logits of a coalition that does not exist");
        }
        exact.coalitions.push_back(static_cast<Coalition>(coalition));
    }
    exact.logits.rows = shape[0];
    exact.logits.columns = shape[1];
    exact.logits.data = file.doubles("exact_logits", shape[0] * shape[1]);
    return exact;
}

/// All rows, or the first ones of a unit in the making.
ValueTable readTable(const hdf5::Reader& file, bool isUnfinished, const std::filesystem::path& path)
{
    const std::int64_t parts = file.integer("parts");
    if (parts < 1 || parts > kMaxParts) {
        refuse(path, "claims " + std::to_string(parts) + " parts");
    }
    ValueTable table{.partCount = static_cast<int>(parts)};
    const std::size_t coalitions = coalitionCount(table.partCount);
    const auto length = file.shape("v");
    const std::size_t rows = isUnfinished && length.size() == 1 ? length[0] : coalitions;
    if (rows > coalitions) {
        refuse(path, "holds more values than there are coalitions");
    }
    table.v = file.doubles("v", rows);
    if (file.has("logits")) {
        const auto shape = file.shape("logits");
        if (shape.size() != 2 || shape[0] != rows ||
            shape[1] > kMaxLogitBytes / sizeof(float) / coalitions) {
            refuse(path, "holds logits of the wrong shape");
        }
        table.logits.rows = rows;
        table.logits.columns = shape[1];
        table.logits.data = file.floats("logits", rows * shape[1]);
    }
    table.exact = readExact(file, rows, path);
    return table;
}

/// Refuses a unit whose v cannot be of the class that it says.
void requireClass(const ValueTable& table, std::int64_t target,
                  const std::optional<ValueFunction>& function, const std::filesystem::path& path)
{
    constexpr std::int64_t kMostClasses = std::numeric_limits<std::uint16_t>::max();
    bool isThere = target >= kPredictedTarget && target <= kMostClasses;
    if (isThere && target != kPredictedTarget && function && table.logits.rows > 0) {
        try {
            valueOf(table.logits.row(0), static_cast<int>(target), *function);
        } catch (const BadInput&) {
            isThere = false;
        }
    }
    if (!isThere) {
        refuse(path, "speaks of class " + std::to_string(target) + ", which it has no outputs of");
    }
}

ValueUnit readRows(const std::filesystem::path& path, std::string bytes, bool isUnfinished)
{
    const hdf5::Reader file(path, verified(path, std::move(bytes)));
    const std::int64_t format = file.integer("format");
    if (format < 1 || format > kUnitFormat) {
        throw BadFile(quoted(path) + " has unit format " + std::to_string(format) +
                      " and this version reads up to " + std::to_string(kUnitFormat) +
                      ". Open the study with a newer Palimpsest.");
    }
    ValueTable table = readTable(file, isUnfinished, path);
    UnitKey key = readKey(file);
    const auto function = valueFunctionNamed(key.valueKind);
    if (function) {
        table.outputs = function->outputs;
    }
    requireClass(table, key.target, function, path);
    return {.key = std::move(key),
            .origin = readOrigin(file, format),
            .regions = readRegions(file, table.partCount, path),
            .table = std::move(table)};
}

} // namespace

std::filesystem::path unitFolder(const std::filesystem::path& folder, const Study& study,
                                 CheckpointIndex checkpoint)
{
    const Lineage& lineage = study.lineages[checkpoint.lineage];
    return folder / "values" / lineage.name /
           std::to_string(lineage.checkpoints[checkpoint.checkpoint].epoch);
}

std::filesystem::path unitPath(const std::filesystem::path& folder, const Study& study,
                               CheckpointIndex checkpoint, std::size_t sample)
{
    return unitFolder(folder, study, checkpoint) / (study.samples[sample].id + ".h5");
}

bool hasUnits(const std::filesystem::path& folder)
{
    std::error_code error; // a folder that cannot be read holds none that can
    std::filesystem::recursive_directory_iterator file(folder / "values", error);
    for (; !error && file != std::filesystem::recursive_directory_iterator();
         file.increment(error)) {
        if (file->path().extension() == ".h5") {
            return true;
        }
    }
    return false;
}

std::string unitBytes(const std::filesystem::path& path, const ValueUnit& unit)
{
    hdf5::Writer file(path);
    file.attribute("format", kUnitFormat);
    file.attribute("parts", std::int64_t{unit.table.partCount});
    writeKey(file, unit.key);
    writeOrigin(file, unit.origin);
    file.dataset("v", unit.table.v, {unit.table.v.size()});
    const Matrix<float>& logits = unit.table.logits;
    if (!logits.data.empty()) {
        file.dataset("logits", logits.data, {logits.rows, logits.columns});
    }
    const ExactLogits& exact = unit.table.exact;
    if (!exact.logits.data.empty()) {
        const std::vector<std::int64_t> coalitions(exact.coalitions.begin(),
                                                   exact.coalitions.end());
        file.dataset("exact_coalitions", coalitions, {coalitions.size()});
        file.dataset("exact_logits", exact.logits.data, {exact.logits.rows, exact.logits.columns});
    }
    const LabelMap& regions = unit.regions;
    if (!regions.labels.empty()) {
        file.dataset("labels", regions.labels,
                     {static_cast<std::uint64_t>(regions.height),
                      static_cast<std::uint64_t>(regions.width)});
    }
    const std::string bytes = file.bytes();
    return bytes + sha256(bytes);
}

void writeUnit(const std::filesystem::path& path, const ValueUnit& unit)
{
    const std::string bytes = unitBytes(path, unit);
    const std::filesystem::path folder = path.parent_path();
    const std::filesystem::path study = studyOfUnits(folder);
    makeFolder(folder, study);
    const FolderLock lock(folder, FolderLock::Kind::Shared);
    writeFileAtomically(path, bytes, study);
}

ValueUnit readUnit(const std::filesystem::path& path)
{
    return unitOfBytes(path, readFile(ownValues(path, path.parent_path()), kMaxUnitBytes));
}

ValueUnit unitOfBytes(const std::filesystem::path& path, std::string bytes)
{
    return readRows(path, std::move(bytes), false);
}

std::filesystem::path unfinishedPath(const std::filesystem::path& unit)
{
    return std::filesystem::path(unit).replace_extension(".unfinished");
}

std::optional<ValueUnit> readUnfinishedUnit(const std::filesystem::path& path)
{
    std::error_code status;
    if (!std::filesystem::exists(path, status)) {
        return std::nullopt;
    }
    try {
        return readRows(path, readFile(ownValues(path, path.parent_path()), kMaxUnitBytes), true);
    } catch (const BadFile&) {
        return std::nullopt; // then the unit begins again
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/packing.h"

#include "core/base/draft.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "core/base/folders.h"
#include "core/base/sha256.h"
#include "core/study/own_files.h"
#include "core/study/taking_in.h"
#include "core/study/value_pack.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// A unit that is to be in the new pack.
struct Entry
{
    PackedUnit unit;
    UnitValues values;
    fs::path file; ///< its own; empty when it is in the pack so far
};

using Entries = std::map<std::string, Entry>; // by sample

/// The pack as it is.
struct OldPack
{
    std::optional<PackIndex> index;
    Entries entries;
};

OldPack readOldPack(const fs::path& path)
{
    OldPack old;
    if (!stands(path)) {
        return old;
    }
    ValuePack pack = openPack(readPackHead(path));
    for (const auto& [sample, unit] : pack.index.units) {
        old.entries[sample] = {
            .unit = unit, .values = std::move(pack.values.at(sample)), .file = {}};
    }
    old.index = std::move(pack.index);
    return old;
}

std::vector<fs::path> unitFiles(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const fs::path& entry : entriesOf(folder)) {
        std::error_code status;
        if (entry.extension() == ".h5" && fs::is_regular_file(entry, status)) {
            files.push_back(entry);
        }
    }
    return files;
}

/// Throws BadFile, or BadInput when the unit is to stay a file.
Entry readEntry(const fs::path& file)
{
    std::string bytes = readFile(file, kMaxPackedUnitBytes);
    const std::uint64_t size = bytes.size();
    const std::string hash = bytes.substr(size - std::min<std::uint64_t>(kSha256Digits, size));
    ValueUnit unit = unitOfBytes(file, std::move(bytes));
    const int partCount = unit.table.partCount;
    if (partCount > kMaxPackedParts) {
        throw BadInput(quoted(file) + " has " + std::to_string(partCount) + " parts; packed are " +
                       "units of up to " + std::to_string(kMaxPackedParts) + ".");
    }
    const auto function = valueFunctionNamed(unit.key.valueKind);
    if (!function) {
        throw BadInput(quoted(file) + " holds values of an unknown kind, " + unit.key.valueKind +
                       ". A newer Palimpsest can pack it.");
    }
    const int target = unit.key.target == kPredictedTarget ? predictedClass(unit.table)
                                                           : static_cast<int>(unit.key.target);
    return {.unit = {.key = std::move(unit.key),
                     .partCount = partCount,
                     .offset = 0,
                     .bytes = size,
                     .sha256 = hash},
            .values = unitValues(std::move(unit.table), target, function->kind),
            .file = file};
}

std::string bytesOf(const Entry& entry, const OldPack& old)
{
    return entry.file.empty() ? readPackedBytes(*old.index, entry.unit)
                              : readFile(entry.file, kMaxPackedUnitBytes);
}

void writePack(const fs::path& path, const Entries& entries, const OldPack& old)
{
    PackBuilder builder(path);
    for (const auto& [sample, entry] : entries) {
        builder.add(sample, entry.unit, entry.values);
    }
    writePiecesAtomically(
        path,
        [&](const ByteSink& write) {
            const std::string head = builder.head();
            write(head);
            for (const auto& [sample, entry] : entries) {
                write(bytesOf(entry, old));
            }
            write(PackBuilder::ending(head.size()));
        },
        studyOfUnits(path.parent_path() / path.stem()));
}

/// Whether a packed unit is its file; true where it has none any more.
bool sameBytes(const std::string& packed, const fs::path& file)
{
    return file.empty() || packed == readFile(file, kMaxPackedUnitBytes);
}

/// Throws when what is on disk now is not what was to be packed.
void requireWhole(const fs::path& path, const Entries& entries)
{
    const auto [index, values] = openPack(readPackHead(path));
    for (const auto& [sample, entry] : entries) {
        const auto packed = index.units.find(sample);
        const bool isWhole = packed != index.units.end() && packed->second.key == entry.unit.key &&
                             values.at(sample).v.size() == entry.values.v.size() &&
                             packed->second.sha256 == entry.unit.sha256 &&
                             sameBytes(readPackedBytes(index, packed->second), entry.file);
        if (!isWhole) {
            throw NotWritable("The pack " + quoted(path) + " does not read back as it was " +
                              "written. The unit files stay. Check the disk.");
        }
    }
}

/// Why what has the name of a unit is none, and the packed one must stay.
std::optional<std::string> obstacle(const fs::path& file, const fs::path& unitFolder)
{
    try {
        readEntry(ownValues(file, unitFolder));
    } catch (const BadInput&) {
        return std::nullopt; // a unit that no pack takes
    } catch (const Error& error) {
        return error.what();
    }
    return std::nullopt;
}

/// No more than a file and these others all allow.
void allowNoMoreThan(const fs::path& file, const std::vector<fs::path>& others)
{
    fs::perms allowed = fs::status(file).permissions();
    for (const fs::path& other : others) {
        allowed &= fs::status(other).permissions();
    }
    fs::permissions(file, allowed);
}

void reach(const PackingStep& step, const char* name)
{
    if (step) {
        step(name);
    }
}

std::uint64_t sizeOf(const fs::path& path)
{
    const auto stamp = fileStamp(path);
    return stamp ? stamp->size : 0;
}

} // namespace

PackingResult packUnits(const fs::path& unitFolder, const PackingStep& step)
{
    PackingResult result;
    const fs::path path = packPath(unitFolder / "sample.h5");
    std::error_code status;
    if (!fs::is_directory(unitFolder, status)) {
        result.packBytes = sizeOf(path);
        return result;
    }
    makeFolder(unitFolder, studyOfUnits(unitFolder)); // or a link leads out of the study
    const FolderLock lock(unitFolder, FolderLock::Kind::Exclusive);
    sweepDraftsOf(path);
    const OldPack old = readOldPack(path);
    Entries entries = old.entries;
    std::vector<fs::path> packed;
    for (const fs::path& file : unitFiles(unitFolder)) {
        try {
            entries[file.stem().string()] = readEntry(ownValues(file, unitFolder));
            packed.push_back(file);
        } catch (const BadFile& error) {
            result.left.emplace_back(error.what());
        } catch (const BadInput& error) {
            result.left.emplace_back(error.what());
        }
    }
    if (!packed.empty()) {
        reach(step, "read");
        writePack(path, entries, old);
        allowNoMoreThan(path, packed);
        reach(step, "written");
        requireWhole(path, entries);
        for (const fs::path& file : packed) {
            removeFile(file);
            reach(step, "removed");
        }
    }
    result.units = packed.size();
    result.packBytes = sizeOf(path);
    return result;
}

PackingResult unpackUnits(const fs::path& unitFolder, const PackingStep& step)
{
    PackingResult result;
    const fs::path path = packPath(unitFolder / "sample.h5");
    if (!stands(path)) {
        return result;
    }
    makeFolder(unitFolder, studyOfUnits(unitFolder));
    const FolderLock lock(unitFolder, FolderLock::Kind::Exclusive);
    if (!stands(path)) {
        return result; // somebody else was faster
    }
    const PackIndex index = packIndex(readPackHead(path));
    for (const auto& [sample, unit] : index.units) {
        const fs::path file = unitFolder / (sample + ".h5");
        if (isTaken(file)) { // of its own, which goes before the packed one
            if (const auto why = obstacle(file, unitFolder)) {
                result.left.push_back(*why + " The values of " + sample +
                                      " stay in the pack until it is gone.");
            }
            continue;
        }
        try {
            writeFileAtomically(file, readPackedBytes(index, unit), studyOfUnits(unitFolder));
            allowNoMoreThan(file, {path});
            ++result.units;
            reach(step, "written");
        } catch (const BadFile& error) {
            result.left.push_back(sample + ": " + error.what());
        }
    }
    if (result.left.empty()) {
        removeFile(path);
        reach(step, "removed");
    } else {
        result.packBytes = sizeOf(path);
    }
    return result;
}

} // namespace palimpsest

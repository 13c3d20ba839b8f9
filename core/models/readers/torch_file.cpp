// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/torch_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/open_file.h"
#include "core/models/readers/pickle_calls.h"
#include "core/models/readers/pickle_machine.h"
#include "core/models/readers/torch_state.h"

#include <algorithm>
#include <map>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMaxPickleBytes = std::uint64_t{256} << 20;

/// 0x1950a86a20f9469cfc6c, little-endian.
constexpr std::string_view kLegacyMagic("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);

PickleGraph pickleOf(const std::string& bytes, const fs::path& source)
{
    ByteStream stream(source, bytes.size(), [&](std::uint64_t offset, std::uint64_t count) {
        return bytes.substr(offset, count);
    });
    return readPickle(stream);
}

[[noreturn]] void refuseBigEndian(const fs::path& source)
{
    throw BadFile(quoted(source) + " was saved on a big-endian machine, whose numbers Palimpsest " +
                  "does not read. Save it again on an ordinary one.");
}

/// Bytes of one number of each storage of a legacy file. The first mention of a storage decides.
std::map<std::string, std::uint64_t> numberBytes(const PickleGraph& graph)
{
    std::map<std::string, std::uint64_t> bytes;
    for (const StoredNumbers& storage : graph.storages) {
        bytes.emplace(storage.key, bytesOf(storage.type));
    }
    return bytes;
}

/// Place of a storage in a file.
struct Extent
{
    std::uint64_t begin = 0;
    std::uint64_t bytes = 0;
};

/// Walks over the storages that follow the pickles, without reading them.
std::map<std::string, Extent> storageExtents(ByteStream& stream, const PickleGraph& graph)
{
    const PickleGraph keys = readPickle(stream);
    const auto bytesOfNumber = numberBytes(graph);
    std::map<std::string, Extent> extents;
    if (keys[keys.root].kind != PickleKind::List) {
        refusePickle(stream.source(), "its list of storages is none");
    }
    for (const PickleId id : keys[keys.root].items) {
        const std::string& key = keys[id].text;
        const auto known = bytesOfNumber.find(key);
        if (known == bytesOfNumber.end() || known->second == 0) {
            refusePickle(stream.source(), "a storage in it is of no known type");
        }
        const std::uint64_t count = stream.number(8);
        if (count > stream.remaining() / known->second) {
            refusePickle(stream.source(), "a storage in it is longer than the file");
        }
        const Extent extent{.begin = stream.position(), .bytes = count * known->second};
        stream.skip(extent.bytes);
        if (!extents.emplace(key, extent).second) {
            refusePickle(stream.source(), "a storage in it stands twice");
        }
    }
    return extents;
}

/// The three pickles before the object: magic number, version of the format, facts of the machine.
void checkLegacyHead(ByteStream& stream)
{
    constexpr std::int64_t kVersion = 1001;
    const PickleGraph magic = readPickle(stream);
    if (magic[magic.root].kind != PickleKind::LargeInt || magic[magic.root].text != kLegacyMagic) {
        refusePickle(stream.source(), "its magic number is another");
    }
    const PickleGraph version = readPickle(stream);
    if (version[version.root].number != kVersion) {
        refusePickle(stream.source(), "its format has a version other than 1001");
    }
    const PickleGraph machine = readPickle(stream);
    const std::vector<PickleId>& facts = machine[machine.root].items;
    for (std::size_t i = 0; i + 1 < facts.size(); i += 2) {
        if (machine[facts[i]].text == "little_endian" && machine[facts[i + 1]].number == 0) {
            refuseBigEndian(stream.source());
        }
    }
}

} // namespace

std::optional<std::string> torchFolder(const ZipArchive& archive)
{
    for (const auto& [name, entry] : archive.entries()) {
        const std::size_t slash = name.find('/');
        const std::string folder = slash == std::string::npos ? "" : name.substr(0, slash + 1);
        if (archive.entries().contains(folder + "data.pkl")) {
            return folder;
        }
    }
    return std::nullopt;
}

bool holdsCode(const ZipArchive& archive, const std::string& folder)
{
    const auto code = archive.entries().lower_bound(folder + "code/");
    return archive.entries().contains(folder + "constants.pkl") ||
           (code != archive.entries().end() && code->first.starts_with(folder + "code/"));
}

bool looksLegacy(std::string_view head)
{
    constexpr std::size_t kMaxPosition = 16;
    return head.starts_with('\x80') && head.find(kLegacyMagic) < kMaxPosition;
}

CheckpointFile readTorchZip(const fs::path& path)
{
    const OpenFile opened(path);
    const ZipArchive archive(path);
    const auto folder = torchFolder(archive);
    if (!folder) {
        refusePickle(path, "the archive has no data.pkl");
    }
    if (archive.entries().contains(*folder + "byteorder") &&
        archive.read(*folder + "byteorder", 16) != "little") {
        refuseBigEndian(path);
    }
    const std::uint64_t fileBytes = opened.stamp().size;
    const std::uint64_t allowed = allowedBytes(fileBytes);
    const PickleGraph graph =
        pickleOf(archive.read(*folder + "data.pkl", std::min(kMaxPickleBytes, allowed)), path);
    const auto readStorage = [&](const std::string& key, std::uint64_t byteCount) {
        std::string bytes = archive.read(*folder + "data/" + key, allowed);
        if (bytes.size() < byteCount) {
            refusePickle(path, "a storage in it is shorter than its tensors");
        }
        return bytes;
    };
    CheckpointFile file =
        readState(graph, findStateDict(graph, path), fileBytes, path, readStorage);
    file.container = Container::TorchZip;
    opened.requireUnchanged();
    return file;
}

CheckpointFile readProgramTensors(const fs::path& path)
{
    CheckpointFile file = readTorchZip(path); // its objects are described as those of torch.save
    file.container = Container::TorchScript;
    file.moduleClass.clear();
    return file;
}

CheckpointFile readTorchLegacy(const fs::path& path)
{
    const OpenFile file(path);
    ByteStream stream(path, file.stamp().size, [&](std::uint64_t offset, std::uint64_t count) {
        return file.read(offset, count);
    });
    checkLegacyHead(stream);
    const PickleGraph graph = readPickle(stream);
    StateDict state = findStateDict(graph, path);
    const auto extents = storageExtents(stream, graph);
    const auto readStorage = [&](const std::string& key, std::uint64_t byteCount) {
        const auto found = extents.find(key);
        if (found == extents.end() || found->second.bytes < byteCount) {
            refusePickle(path, "a storage in it is shorter than its tensors");
        }
        return file.read(found->second.begin, byteCount);
    };
    CheckpointFile checkpoint =
        readState(graph, std::move(state), file.stamp().size, path, readStorage);
    checkpoint.container = Container::TorchLegacy;
    file.requireUnchanged();
    return checkpoint;
}

} // namespace palimpsest

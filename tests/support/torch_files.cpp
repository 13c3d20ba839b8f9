// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/torch_files.h"

#include <stdexcept>
#include <zip.h>

namespace palimpsest {

namespace {

template<typename Number>
std::string littleEndian(Number number)
{
    return {reinterpret_cast<const char*>(&number), sizeof(number)};
}

} // namespace

PickleWriter& PickleWriter::raw(std::string_view bytes)
{
    m_bytes += bytes;
    return *this;
}

PickleWriter& PickleWriter::text(std::string_view text)
{
    return raw("X").raw(littleEndian(static_cast<std::uint32_t>(text.size()))).raw(text);
}

PickleWriter& PickleWriter::number(std::int64_t number)
{
    return raw("\x8a\x08").raw(littleEndian(number));
}

PickleWriter& PickleWriter::name(std::string_view module, std::string_view name)
{
    return raw("c").raw(module).raw("\n").raw(name).raw("\n");
}

PickleWriter& PickleWriter::numbers(const std::vector<std::int64_t>& numbers)
{
    raw("(");
    for (const std::int64_t one : numbers) {
        number(one);
    }
    return raw("t");
}

PickleWriter& PickleWriter::storage(std::string_view type, std::string_view key, std::int64_t count,
                                    std::string_view location)
{
    raw("(").text("storage").name("torch", type).text(key).text(location).number(count);
    return raw("NtQ");
}

PickleWriter& PickleWriter::tensor(const View& view)
{
    name("torch._utils", "_rebuild_tensor_v2").raw("(");
    storage(view.type, view.key, view.count, view.location).number(view.offset);
    numbers(view.shape).numbers(view.strides).raw("\x89");
    return name("collections", "OrderedDict").raw(")RtR");
}

std::string smallStatePickle()
{
    return PickleWriter()
        .raw("}(")
        .text("w")
        .tensor({.key = "0", .count = 6, .shape = {2, 3}, .strides = {3, 1}})
        .text("n")
        .tensor({.type = "LongStorage", .key = "1", .count = 1})
        .raw("u")
        .whole();
}

std::map<std::string, std::string> smallStorages()
{
    return {{"0", bytesOfNumbers<float>({1, 2, 3, 4, 5, 6})},
            {"1", bytesOfNumbers<std::int64_t>({7})}};
}

void writeZip(const std::filesystem::path& path,
              const std::vector<std::pair<std::string, std::string>>& entries, bool compressed)
{
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    if (archive == nullptr) {
        throw std::runtime_error("no archive");
    }
    for (const auto& [name, bytes] : entries) {
        zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index),
                                 compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
        zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 1'000'000'000, 0);
    }
    if (zip_close(archive) != 0) {
        throw std::runtime_error("archive not written");
    }
}

void writeTorchZip(const std::filesystem::path& path, const std::string& pickle,
                   const std::map<std::string, std::string>& storages, bool compressed)
{
    std::vector<std::pair<std::string, std::string>> entries = {{"archive/data.pkl", pickle}};
    for (const auto& [key, bytes] : storages) {
        entries.emplace_back("archive/data/" + key, bytes);
    }
    entries.emplace_back("archive/version", "3\n");
    writeZip(path, entries, compressed);
}

std::string legacyTorchBytes(const std::string& pickle, const std::vector<LegacyStorage>& storages)
{
    std::string bytes("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
    bytes += PickleWriter().number(1001).whole();
    bytes += PickleWriter().raw("}").text("little_endian").raw("\x88s").whole() + pickle;
    PickleWriter keys;
    keys.raw("](");
    std::string data;
    for (const LegacyStorage& storage : storages) {
        keys.text(storage.key);
        data += littleEndian(storage.count) + storage.bytes;
    }
    return bytes + keys.raw("e").whole() + data;
}

} // namespace palimpsest

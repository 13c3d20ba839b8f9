// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/file_hashes.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/study/own_files.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kFormat = 1;
constexpr const char* kHashesName = "hashes.json";

} // namespace

bool FileHashes::isSettled(const FileStamp& stamp) const
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const std::int64_t latest =
        std::chrono::duration_cast<std::chrono::nanoseconds>(now - m_settled).count();
    return stamp.modified < latest && stamp.changed < latest;
}

void FileHashes::readOnce()
{
    if (m_isRead) {
        return;
    }
    m_isRead = true;
    std::error_code status;
    if (!fs::exists(m_folder / kHashesName, status)) {
        return;
    }
    try {
        const json root = readJson(ownFile(m_folder, kHashesName));
        if (root.at("format") != kFormat) {
            return;
        }
        KnownFiles files;
        for (const auto& [name, entry] : root.at("files").items()) {
            Known& known = files[name];
            known.stamp = {.size = entry.at("size"),
                           .inode = entry.at("inode"),
                           .modified = entry.at("mtime_ns"),
                           .changed = entry.at("ctime_ns")};
            known.sha256 = entry.at("sha256");
        }
        m_remembered = std::move(files);
    } catch (const BadFile&) {
        return; // nothing is known, which is never wrong
    } catch (const json::exception&) {
        return;
    }
}

const std::string& FileHashes::of(const fs::path& path)
{
    if (const auto known = m_hashes.find(path); known != m_hashes.end()) {
        return known->second;
    }
    std::error_code status;
    if (fs::is_directory(path, status)) {
        return m_hashes.emplace(path, hashOfFolder(path, &FileHashes::of)).first->second;
    }
    readOnce();
    const auto stamp = fileStamp(path);
    const auto remembered = m_remembered.find(nameOf(path));
    if (stamp && remembered != m_remembered.end() && remembered->second.stamp == *stamp &&
        remembered->second.sha256.size() == kSha256Digits) {
        m_fresh[nameOf(path)] = remembered->second;
        return m_hashes.emplace(path, remembered->second.sha256).first->second;
    }
    return taken(path);
}

const std::string& FileHashes::taken(const fs::path& path)
{
    std::error_code status;
    if (fs::is_directory(path, status)) {
        return m_hashes[path] = hashOfFolder(path, &FileHashes::taken);
    }
    const auto stamp = fileStamp(path);
    const bool isOld = stamp && isSettled(*stamp);
    const std::string hash = sha256OfFile(path);
    m_fresh.erase(nameOf(path));
    if (isOld && fileStamp(path) == stamp) {
        m_fresh[nameOf(path)] = {.stamp = *stamp, .sha256 = hash};
    }
    return m_hashes[path] = hash;
}

std::string FileHashes::nameOf(const fs::path& path) const
{
    return path.lexically_relative(m_folder).generic_string();
}

std::string FileHashes::hashOfFolder(const fs::path& folder,
                                     const std::string& (FileHashes::*hash)(const fs::path&))
{
    std::string list;
    for (const fs::path& file : entriesOf(folder)) {
        const std::string name = file.filename().string();
        if (name == "config.json" || name.starts_with("model") ||
            name.starts_with("pytorch_model")) {
            list += name + '\0' + (this->*hash)(file) + '\n';
        }
    }
    return sha256(list);
}

void FileHashes::save()
{
    readOnce();
    KnownFiles files = m_remembered;
    for (const auto& [name, known] : m_fresh) {
        files[name] = known;
    }
    std::erase_if(files, [&](const auto& entry) { return !fileStamp(m_folder / entry.first); });
    if (files == m_remembered) {
        return;
    }
    json entries = json::object();
    for (const auto& [name, known] : files) {
        entries[name] = {{"size", known.stamp.size},
                         {"inode", known.stamp.inode},
                         {"mtime_ns", known.stamp.modified},
                         {"ctime_ns", known.stamp.changed},
                         {"sha256", known.sha256}};
    }
    const json root = {{"format", kFormat}, {"files", std::move(entries)}};
    writeFileAtomically(m_folder / kHashesName,
                        root.dump(1, ' ', false, json::error_handler_t::replace) + "\n", m_folder);
    m_remembered = std::move(files);
}

} // namespace palimpsest

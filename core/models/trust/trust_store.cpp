// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/trust/trust_store.h"

#include "core/base/damaged_file.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/base/user_folders.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <functional>
#include <sys/stat.h>
#include <unistd.h>

namespace palimpsest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kFormat = 1;
constexpr std::uint64_t kMaxBytes = 4u << 20;

[[noreturn]] void refuse(const fs::path& file, const std::string& why)
{
    throw BadFile(quoted(file) + ", the list of programs that you agreed to run, is not used: " +
                  why + ". So none of them is trusted.");
}

/// Throws BadFile when somebody else could have put down what stands at `file`.
void requirePrivate(const fs::path& file, const struct stat& status)
{
    if (!S_ISREG(status.st_mode)) {
        refuse(file, "it is no file of its own, but a link, a folder or a device; remove it");
    }
    if (status.st_uid != ::geteuid()) {
        refuse(file, "it belongs to another user; remove it");
    }
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        refuse(file, "others may write it; if what it holds is right, say chmod 600");
    }
    struct stat folder = {};
    const bool isKnown = ::stat(file.parent_path().c_str(), &folder) == 0;
    if (!isKnown || (folder.st_uid != ::geteuid() && folder.st_uid != 0)) {
        refuse(file, "its folder belongs to another user");
    }
    if ((folder.st_mode & S_IWOTH) != 0 && (folder.st_mode & S_ISVTX) == 0) {
        refuse(file, "everybody may write its folder; if what it holds is right, say chmod 700");
    }
}

/// Whether there is such a file; throws BadFile when it is not the user's alone.
bool isThere(const fs::path& file)
{
    struct stat status = {};
    if (file.empty() || ::lstat(file.c_str(), &status) != 0) {
        if (!file.empty() && errno != ENOENT && errno != ENOTDIR) {
            refuse(file, std::strerror(errno));
        }
        return false;
    }
    requirePrivate(file, status);
    return true;
}

bool isHash(const std::string& text)
{
    return text.size() == kSha256Digits &&
           text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// What is no list of programs.
class Damaged : public BadFile
{
public:
    using BadFile::BadFile;
};

[[noreturn]] void refuseDamaged(const fs::path& file, const std::string& how)
{
    try {
        refuse(file, how + ". The next yes sets it aside and begins a new one");
    } catch (const BadFile& error) {
        throw Damaged(error.what());
    }
}

json jsonIn(const std::string& text, const fs::path& file)
{
    try {
        return parseJson(text, file);
    } catch (const BadFile&) {
        refuseDamaged(file, "it is not valid JSON");
    }
}

std::vector<TrustedFile> parsed(const fs::path& file)
{
    const json root = jsonIn(readFile(file, kMaxBytes), file);
    try {
        if (root.at("format") != kFormat) {
            refuse(file, "it was made by a newer version");
        }
        std::vector<TrustedFile> files;
        for (const json& entry : root.at("trusted")) {
            files.push_back({.sha256 = entry.at("sha256"),
                             .path = entry.value("path", std::string()),
                             .size = entry.value("size", std::uint64_t{0}),
                             .agreed = entry.value("agreed", std::int64_t{0})});
            if (!isHash(files.back().sha256)) {
                refuseDamaged(file, "it holds what is no SHA-256");
            }
        }
        return files;
    } catch (const json::exception&) {
        refuseDamaged(file, "it is no list of trusted programs");
    }
}

void write(const fs::path& file, const std::vector<TrustedFile>& files)
{
    json entries = json::array();
    for (const TrustedFile& entry : files) {
        entries.push_back({{"sha256", entry.sha256},
                           {"path", entry.path.string()},
                           {"size", entry.size},
                           {"agreed", entry.agreed}});
    }
    const json root = {{"format", kFormat}, {"trusted", std::move(entries)}};
    writeFileAtomically(file, root.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
    ::chmod(file.c_str(), S_IRUSR | S_IWUSR);
}

/// What stands there; a damaged file is set aside, as what it said is lost either way.
std::vector<TrustedFile> readOrSetAside(const fs::path& file)
{
    if (!isThere(file)) {
        return {};
    }
    try {
        return parsed(file);
    } catch (const Damaged&) {
        setAside(file);
        return {};
    }
}

void change(const fs::path& file, const std::function<void(std::vector<TrustedFile>&)>& edit)
{
    if (file.empty()) {
        throw NotWritable("There is no place to remember trusted programs in. Set HOME.");
    }
    std::error_code status;
    fs::create_directories(file.parent_path().parent_path(), status);
    ::mkdir(file.parent_path().c_str(), S_IRWXU); // what fails here fails below with a sentence
    const FolderLock lock(file.parent_path(), FolderLock::Kind::Exclusive);
    std::vector<TrustedFile> files = readOrSetAside(file);
    const std::vector<TrustedFile> before = files;
    edit(files);
    if (files != before) {
        write(file, files);
    }
}

} // namespace

fs::path trustFile()
{
    const fs::path folder = stateFolder();
    return folder.empty() ? folder : folder / "trusted.json";
}

std::vector<TrustedFile> readTrusted(const fs::path& file)
{
    return isThere(file) ? parsed(file) : std::vector<TrustedFile>();
}

std::set<std::string> hashesOf(const std::vector<TrustedFile>& files)
{
    std::set<std::string> hashes;
    for (const TrustedFile& file : files) {
        hashes.insert(file.sha256);
    }
    return hashes;
}

TrustedFile agreedTo(const ModelProgram& program)
{
    std::error_code status;
    const fs::path path = fs::absolute(program.path, status).lexically_normal();
    const std::uint64_t size = fs::file_size(path, status);
    return {.sha256 = program.sha256,
            .path = path,
            .size = status ? 0 : size,
            .agreed = static_cast<std::int64_t>(std::time(nullptr))};
}

void addTrusted(const fs::path& file, const std::vector<TrustedFile>& added)
{
    change(file, [&](std::vector<TrustedFile>& files) {
        for (const TrustedFile& entry : added) {
            if (isHash(entry.sha256) && !hashesOf(files).contains(entry.sha256)) {
                files.push_back(entry);
            }
        }
    });
}

void removeTrusted(const fs::path& file, const std::set<std::string>& hashes)
{
    change(file, [&](std::vector<TrustedFile>& files) {
        std::erase_if(files,
                      [&](const TrustedFile& entry) { return hashes.contains(entry.sha256); });
    });
}

} // namespace palimpsest

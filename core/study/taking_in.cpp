// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/taking_in.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/open_file.h"
#include "core/study/study.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ranges>
#include <unistd.h>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// What a folder of Hugging Face may have that says something of its model.
bool belongsToModel(const std::string& name)
{
    constexpr auto kNames = std::to_array<std::string_view>(
        {"config.json", "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin",
         "pytorch_model.bin.index.json", "preprocessor_config.json", "trainer_state.json",
         "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
         "vocab.txt", "vocab.json", "merges.txt", "probe.json"});
    const bool isShard = (name.starts_with("model-") && name.ends_with(".safetensors")) ||
                         (name.starts_with("pytorch_model-") && name.ends_with(".bin"));
    return isShard || std::ranges::find(kNames, name) != kNames.end();
}

/// Makes a symbolic link to `target` at `link`, where nothing may stand.
void makeLink(const fs::path& target, const fs::path& link, const fs::path& root)
{
    const Descriptor folder = openFolderOf(link, root);
    std::error_code status;
    const fs::path whole = fs::weakly_canonical(target, status);
    if (status || ::symlinkat(whole.c_str(), folder.get(), link.filename().c_str()) != 0) {
        throw NotWritable("Cannot make the link " + quoted(link) + ": " +
                          (status ? status.message() : std::strerror(errno)) +
                          ". Copy the files instead, or choose another place.");
    }
}

/// What of a folder of Hugging Face comes along, sorted. Throws BadFile.
std::vector<fs::path> modelFiles(const fs::path& folder)
{
    std::vector<fs::path> files = entriesOf(folder);
    std::erase_if(files,
                  [](const fs::path& file) { return !belongsToModel(file.filename().string()); });
    return files;
}

/// Throws BadFile.
bool haveSameBytes(const fs::path& first, const fs::path& second)
{
    constexpr std::uint64_t kPiece = std::uint64_t{1} << 20;
    const OpenFile one(first);
    const OpenFile other(second);
    const std::uint64_t size = one.stamp().size;
    if (other.stamp().size != size) {
        return false;
    }
    for (std::uint64_t at = 0; at < size; at += kPiece) {
        const std::uint64_t count = std::min(kPiece, size - at);
        if (one.read(at, count) != other.read(at, count)) {
            return false;
        }
    }
    return true;
}

bool isSameFile(const fs::path& from, const fs::path& to, Taking how)
{
    std::error_code status;
    const bool isLink = fs::is_symlink(to);
    if (how == Taking::Link) {
        return isLink && fs::equivalent(from, to, status);
    }
    return !isLink && fs::is_regular_file(to, status) && haveSameBytes(from, to);
}

} // namespace

NewFiles::~NewFiles()
{
    for (const fs::path& file : m_files | std::views::reverse) {
        std::error_code ignored;
        fs::remove(file, ignored);
    }
}

void NewFiles::add(const fs::path& file)
{
    if (m_goesOn && !m_goesOn()) {
        throw Cancelled();
    }
    const fs::path folder = file.parent_path();
    if (!folder.empty() && folder != file && !isTaken(folder)) {
        add(folder);
    }
    m_files.push_back(file);
}

void NewFiles::take(const fs::path& from, const fs::path& to, Taking how, const fs::path& root)
{
    add(to);
    if (how == Taking::Copy) {
        copyFileAtomically(from, to, root, m_goesOn);
    } else {
        makeLink(regularFile(from), to, root);
    }
}

void NewFiles::takeModelFolder(const fs::path& from, const fs::path& to, Taking how,
                               const fs::path& root)
{
    const std::vector<fs::path> files = modelFiles(from);
    add(to);
    makeFolder(to, root);
    for (const fs::path& file : files) {
        take(file, to / file.filename(), how, root);
    }
}

void NewFiles::takeUnlessThere(const fs::path& from, const fs::path& to, Taking how,
                               const fs::path& root)
{
    std::error_code status;
    if (isTaken(to)) {
        return;
    }
    if (fs::is_directory(from, status)) {
        takeModelFolder(from, to, how, root);
    } else {
        take(from, to, how, root);
    }
}

bool holdsSame(const fs::path& from, const fs::path& to, Taking how)
{
    try {
        if (!fs::is_directory(from)) {
            return isSameFile(from, to, how);
        }
        const std::vector<fs::path> files = modelFiles(from);
        return fs::is_directory(fs::symlink_status(to)) &&
               std::ranges::equal(files, entriesOf(to),
                                  [how](const fs::path& wanted, const fs::path& standing) {
                                      return wanted.filename() == standing.filename() &&
                                             isSameFile(wanted, standing, how);
                                  });
    } catch (const std::exception&) {
        return false;
    }
}

bool isTaken(const fs::path& path)
{
    std::error_code status;
    return fs::symlink_status(path, status).type() != fs::file_type::not_found;
}

bool isThere(const fs::path& path)
{
    std::error_code status;
    if (!fs::is_directory(path, status)) {
        return fs::exists(path, status);
    }
    const fs::directory_iterator entries(path, status);
    return std::ranges::all_of(begin(entries), end(entries),
                               [&](const auto& entry) { return fs::exists(entry.path(), status); });
}

std::string firstFree(const std::string& name,
                      const std::function<bool(const std::string&)>& isNameTaken)
{
    std::string candidate = name;
    for (int number = 2; isNameTaken(candidate); ++number) {
        candidate = name + "_" + std::to_string(number);
    }
    return candidate;
}

std::string safeNameFrom(std::string_view text, const std::string& otherwise)
{
    constexpr std::size_t kLongest = 80;
    std::string name;
    for (const char c : text) {
        if (isSafeName("x" + std::string(1, c))) {
            name += c;
        } else if (!name.ends_with('_')) {
            name += '_';
        }
    }
    name.erase(0, name.find_first_not_of("._"));
    name.resize(std::min(name.size(), kLongest));
    return name.empty() ? otherwise : name;
}

} // namespace palimpsest

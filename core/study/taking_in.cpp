// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/taking_in.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/study.h"

#include <algorithm>
#include <array>
#include <ranges>

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
    const fs::path folder = file.parent_path();
    if (!folder.empty() && folder != file && !isTaken(folder)) {
        add(folder);
    }
    m_files.push_back(file);
}

void NewFiles::take(const fs::path& from, const fs::path& to, Taking how)
{
    add(to);
    if (how == Taking::Copy) {
        copyFileAtomically(from, to);
    } else {
        std::error_code status;
        if (!fs::is_regular_file(from, status)) {
            throw BadFile("There is no file " + quoted(from) + ". Check the path.");
        }
        makeLink(from, to);
    }
}

void NewFiles::takeModelFolder(const fs::path& from, const fs::path& to, Taking how)
{
    std::vector<fs::path> files;
    std::error_code status;
    for (fs::directory_iterator at(from, status), end; !status && at != end; at.increment(status)) {
        if (belongsToModel(at->path().filename().string())) {
            files.push_back(at->path());
        }
    }
    if (status) {
        throw BadFile("Cannot list " + quoted(from) + ": " + status.message() + ".");
    }
    add(to);
    fs::create_directories(to, status);
    if (status) {
        throw NotWritable("Cannot make the folder " + quoted(to) + ": " + status.message() +
                          ". Make room or choose another place.");
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
        take(file, to / file.filename(), how);
    }
}

void makeLink(const fs::path& target, const fs::path& link)
{
    std::error_code status;
    fs::create_directories(link.parent_path(), status);
    const fs::path whole = fs::weakly_canonical(target, status);
    fs::create_symlink(whole, link, status);
    if (status) {
        throw NotWritable("Cannot make the link " + quoted(link) + ": " + status.message() +
                          ". Copy the files instead, or choose another place.");
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

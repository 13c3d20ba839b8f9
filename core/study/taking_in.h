// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/files.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palimpsest {

/// How files come into a study.
enum class Taking {
    Copy,
    Link, ///< a symbolic link inside the study's folder stands for the file
};

/// Files that are made for an edit; they go again unless all of it succeeds.
class NewFiles
{
public:
    /// All that makes a file throws Cancelled once `goesOn` says no.
    explicit NewFiles(GoesOn goesOn = {}) : m_goesOn(std::move(goesOn)) {}
    NewFiles(const NewFiles&) = delete;
    NewFiles& operator=(const NewFiles&) = delete;
    ~NewFiles();

    /// Puts `from` at `to`, where nothing may stand, in the study in `root`. Throws BadFile when
    /// there is no file `from`, NotWritable also when a link leads out of the study.
    void take(const std::filesystem::path& from, const std::filesystem::path& to, Taking how,
              const std::filesystem::path& root);

    /// The same for a folder of Hugging Face, of which only files that describe the model, its
    /// weights and its inputs come along: no optimiser, and no training_args.bin, which is a
    /// program.
    void takeModelFolder(const std::filesystem::path& from, const std::filesystem::path& to,
                         Taking how, const std::filesystem::path& root);

    /// The same for either, unless something stands at `to`, which the caller knows to hold the
    /// same. That is not noted, so it stays whatever becomes of the edit.
    void takeUnlessThere(const std::filesystem::path& from, const std::filesystem::path& to,
                         Taking how, const std::filesystem::path& root);

    /// Something that the caller is about to make; folders that it needs are noted as well.
    void add(const std::filesystem::path& file);
    /// They stay; returns them, folders before what is in them.
    std::vector<std::filesystem::path> keep() { return std::exchange(m_files, {}); }

private:
    GoesOn m_goesOn;
    std::vector<std::filesystem::path> m_files;
};

/// Whether at `to` lies already what NewFiles would put there of `from`, byte for byte, or as a
/// link to it. False where that cannot be found out.
bool holdsSame(const std::filesystem::path& from, const std::filesystem::path& to, Taking how);

/// Whether something stands there, be it a link to what is missing.
bool isTaken(const std::filesystem::path& path);

/// Whether a file is there, or a folder in which no link leads to what is missing.
bool isThere(const std::filesystem::path& path);

/// `name`, or `name`_2, `name`_3, … until one is not taken.
std::string firstFree(const std::string& name,
                      const std::function<bool(const std::string&)>& isNameTaken);

/// `text` with everything replaced that names of samples and lineages cannot hold, or `otherwise`
/// when nothing is left.
std::string safeNameFrom(std::string_view text, const std::string& otherwise);

} // namespace palimpsest

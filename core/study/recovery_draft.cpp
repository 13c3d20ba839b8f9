// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/recovery_draft.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/study_file.h"
#include "core/study/taking_in.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLabel = "study-folder"; // holds its path, whose bytes need not be text
constexpr std::uint64_t kLongestPath = 1 << 16;

/// When the newest of what is in a draft was written: its own time is that of the first edit.
std::chrono::system_clock::time_point newestIn(const fs::path& folder)
{
    std::error_code status;
    fs::file_time_type newest = fs::last_write_time(folder, status);
    fs::recursive_directory_iterator entry(folder, status);
    for (; entry != fs::recursive_directory_iterator(); entry.increment(status)) {
        std::error_code gone; // which makes it the earliest of all times
        newest = std::max(newest, entry->last_write_time(gone));
    }
    return std::chrono::time_point_cast<std::chrono::system_clock::duration>(
        std::chrono::file_clock::to_sys(newest));
}

/// Whether there are edits in a folder, as RecoveryDraft keeps them.
bool holdsEdits(const fs::path& folder)
{
    std::error_code status;
    const auto isFilled = [&](const char* name) {
        return fs::directory_iterator(folder / name, status) != fs::directory_iterator();
    };
    return isFilled("parts") || isFilled("drafts") || fs::exists(studyPath(folder), status);
}

std::string labelOf(const fs::path& folder)
{
    std::error_code status;
    std::string label;
    if (fs::exists(folder / kLabel, status)) {
        label = readFile(folder / kLabel, kLongestPath);
    }
    if (label.empty()) {
        throw BadFile("it does not say there of which study they are. Copy them into its folder, "
                      "or delete " +
                      quoted(folder) + ".");
    }
    return label;
}

LeftEdits readLeft(const fs::path& folder)
{
    LeftEdits left{.folder = folder, .kept = newestIn(folder)};
    try {
        left.study = labelOf(folder);
        left.edits = readEdits(folder);
    } catch (const std::exception& error) {
        left.problem =
            "Edits that were kept in " + quoted(folder) + " cannot be restored: " + error.what();
    }
    return left;
}

/// What stands in a folder after a failure.
UnsavedEdits halfWritten(const fs::path& folder)
{
    try {
        return readEdits(folder);
    } catch (const BadFile&) {
        return {};
    }
}

} // namespace

RecoveryDraft::RecoveryDraft(fs::path root, fs::path study)
    : m_root(std::move(root)), m_study(std::move(study))
{
}

RecoveryDraft::~RecoveryDraft() = default;

void RecoveryDraft::make()
{
    std::error_code status;
    fs::create_directories(m_root, status);
    std::string name = m_root / (safeNameFrom(m_study.filename().string(), "study") + "-XXXXXX");
    if (status || ::mkdtemp(name.data()) == nullptr) {
        throw NotWritable("Unsaved edits cannot be kept in " + quoted(m_root) + ": " +
                          (status ? status.message() : std::strerror(errno)) +
                          ". Make room there, or make it writable.");
    }
    m_lock = std::make_unique<FolderLock>(name, FolderLock::Kind::Shared);
    try {
        writeFileAtomically(fs::path(name) / kLabel, m_study.string());
    } catch (...) {
        fs::remove_all(name, status); // without a label nobody would know whose edits these are
        m_lock.reset();
        throw;
    }
    m_folder = name;
}

void RecoveryDraft::keep(const UnsavedEdits& edits)
{
    if (m_root.empty() || (m_isWhole && edits == m_edits)) {
        return;
    }
    const UnsavedEdits standing = m_isWhole || m_folder.empty() ? m_edits : halfWritten(m_folder);
    m_isWhole = false; // until all is written
    if (edits.empty()) {
        std::error_code ignored; // what is left is what the study has, so it is not offered
        fs::remove_all(m_folder, ignored);
        m_folder.clear();
        m_lock.reset();
    } else {
        if (m_folder.empty()) {
            make();
        }
        try {
            writeEdits(m_folder, edits, standing);
        } catch (const NotWritable&) { // which names another file each time
            throw NotWritable("Unsaved edits cannot be kept in " + quoted(m_root) +
                              " at the moment. Make room there, or make it writable.");
        }
    }
    m_edits = edits;
    m_isWhole = true;
}

std::vector<LeftEdits> leftEdits(const fs::path& root)
{
    std::vector<LeftEdits> all;
    std::error_code status;
    for (const auto& entry : fs::directory_iterator(root, status)) {
        const bool isDraft = fs::exists(entry.path() / kLabel, status) || holdsEdits(entry.path());
        if (!entry.is_symlink(status) && isDraft && !isLocked(entry.path())) {
            all.push_back(readLeft(entry.path()));
        }
    }
    std::ranges::sort(all, {}, &LeftEdits::folder);
    return all;
}

void discard(const LeftEdits& left)
{
    std::error_code status;
    fs::remove_all(left.folder, status);
    if (status) {
        throw NotWritable("Cannot remove " + quoted(left.folder) + ": " + status.message() + ".");
    }
}

} // namespace palimpsest

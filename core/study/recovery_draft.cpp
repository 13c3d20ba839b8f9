// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/recovery_draft.h"

#include "core/base/error.h"
#include "core/base/files.h"
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

LeftEdits readLeft(const fs::path& folder)
{
    LeftEdits left{.folder = folder, .study = {}, .edits = {}, .problem = {}};
    try {
        left.study = readFile(folder / kLabel, kLongestPath);
        left.edits = readEdits(folder);
    } catch (const std::exception& error) {
        left.problem =
            "Edits that were kept in " + quoted(folder) + " cannot be restored: " + error.what();
    }
    return left;
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
    m_folder = name;
    m_lock = std::make_unique<FolderLock>(m_folder, FolderLock::Kind::Shared);
    writeFileAtomically(m_folder / kLabel, m_study.string());
}

void RecoveryDraft::keep(const UnsavedEdits& edits)
{
    if (m_root.empty() || edits == m_edits) {
        return;
    }
    if (edits.empty()) {
        std::error_code ignored; // what is left is what the study has, so it is not offered
        fs::remove_all(m_folder, ignored);
        m_folder.clear();
        m_lock.reset();
    } else {
        if (m_folder.empty()) {
            make();
        }
        writeEdits(m_folder, edits, m_edits);
    }
    m_edits = edits;
}

std::vector<LeftEdits> leftEdits(const fs::path& root)
{
    std::vector<LeftEdits> all;
    std::error_code status;
    for (const auto& entry : fs::directory_iterator(root, status)) {
        // What has no label yet holds no edits.
        if (!entry.is_symlink(status) && fs::exists(entry.path() / kLabel, status) &&
            !isLocked(entry.path())) {
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

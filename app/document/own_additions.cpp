// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/own_additions.h"

#include "core/base/links.h"
#include "core/study/bin.h"
#include "core/study/named_files.h"

#include <ranges>
#include <set>
#include <system_error>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// None of what leads elsewhere, so that nothing is lost with it, and of folders.
std::optional<FileStamp> stampOf(const fs::path& path)
{
    std::error_code status;
    return fs::is_regular_file(fs::symlink_status(path, status)) ? fileStamp(path) : std::nullopt;
}

} // namespace

void OwnAdditions::add(const std::vector<fs::path>& files)
{
    for (const fs::path& file : files) {
        m_made.push_back({file.lexically_relative(m_folder), stampOf(file)});
    }
}

/// A file that went to the bin and came back has another time of its change, and nothing else.
bool OwnAdditions::isUntouched(const Made& made) const
{
    const auto now = stampOf(m_folder / made.inside);
    return now.has_value() == made.stamp.has_value() &&
           (!now || (now->size == made.stamp->size && now->inode == made.stamp->inode &&
                     now->modified == made.stamp->modified));
}

void OwnAdditions::removeUnnamed(const Study& study)
{
    if (m_made.empty()) {
        return;
    }
    const NamedFiles named(study);
    const std::set<fs::path> waiting = placesKeptFree(m_folder);
    for (const Made& made : m_made | std::views::reverse) {
        std::error_code ignored;
        if (!named.contains(made.inside) && !waiting.contains(made.inside) &&
            !linkBelow(m_folder, made.inside.parent_path()) && isUntouched(made)) {
            fs::remove(m_folder / made.inside, ignored); // of folders, empty ones alone
        }
    }
    m_made.clear();
}

} // namespace palimpsest

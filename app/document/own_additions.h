// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/open_file.h"
#include "core/study/study.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace palimpsest {

/// Files that additions to a document have made in its study. Redo may need those of an addition
/// that was undone, so they go when the user closes the document.
class OwnAdditions
{
public:
    explicit OwnAdditions(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// Notes what NewFiles has kept, folders before what is in them.
    void add(const std::vector<std::filesystem::path>& files);

    /// Removes those to which neither `study` nor anything in the bin leads and that still are what
    /// was made: parts that were drawn since stay. What cannot be removed stays, too.
    void removeUnnamed(const Study& study);

private:
    struct Made
    {
        std::filesystem::path inside;   ///< in the study's folder
        std::optional<FileStamp> stamp; ///< none of a folder or a link
    };

    bool isUntouched(const Made& made) const;

    std::filesystem::path m_folder;
    std::vector<Made> m_made;
};

} // namespace palimpsest

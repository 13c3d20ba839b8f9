// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <set>
#include <vector>

namespace palimpsest {

/// What a study leads to in its folder: pictures, parts, checkpoints with what is told of them, and
/// values. All paths are relative to that folder.
class NamedFiles
{
public:
    explicit NamedFiles(const Study& study);

    /// Whether it is one of these, or lies in a folder that is.
    bool contains(std::filesystem::path inside) const;

private:
    std::set<std::filesystem::path> m_named;
};

/// Files below images/, parts/, checkpoints/ and values/ that nothing in the study leads to,
/// sorted: left by additions that were undone, or put there by others. Links are files and not
/// followed.
std::vector<std::filesystem::path> unnamedFiles(const std::filesystem::path& folder,
                                                const Study& study);

} // namespace palimpsest

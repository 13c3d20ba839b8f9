// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/edited_study.h"

#include <filesystem>

namespace palimpsest {

/// A study for a command that edits it; says so when the program that edited it last was killed.
/// Throws as EditedStudy does.
EditedStudy openForEditing(const std::filesystem::path& folder);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/preprocessing.h"

#include <filesystem>
#include <functional>

namespace palimpsest {

/// Whether two preprocessings make the same of pictures; `haveSize` says whether these have the
/// size of `used` already, and is asked only where that decides: there it does not matter how
/// others would be resized.
bool makeTheSame(Preprocessing own, const Preprocessing& used,
                 const std::function<bool()>& haveSize);

/// Whether the picture in a file has that size; false where it cannot be read.
bool hasSize(const std::filesystem::path& picture, const Preprocessing& preprocessing);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace palimpsest {

// What samples, runs and checkpoints of a study are called later on. Their names and epochs change;
// the files of pictures and weights, and sentences, stay and tell which is which.

/// Where the run that is called `name` in `earlier` stands in `now`: the one that has weights of
/// it. None where no such run is left, or `earlier` had none.
std::optional<std::size_t> runByNow(const Study& earlier, const std::string& name,
                                    const Study& now);

/// `earlier` in its own order, with the names and epochs that `now` has for it; what is not there
/// any more keeps its own.
Study namedByNow(Study earlier, const Study& now);

/// Where stored values go, relative to the study's folder, when `before`, which has the same
/// samples and checkpoints in the same order, becomes `after`: paths that change, of files of
/// units and of packs.
std::map<std::filesystem::path, std::filesystem::path> renamedValues(const Study& before,
                                                                     const Study& after);

} // namespace palimpsest

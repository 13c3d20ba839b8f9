// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/trust/trust.h"
#include "core/study/study.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What helps to judge where a program comes from.
struct ProgramFacts
{
    ModelProgram program;
    std::uint64_t size = 0; ///< bytes
    bool isInStudy = false;
    std::filesystem::path linkTarget;     ///< what a symbolic link leads to; empty for a file
    std::string owner;                    ///< name of the user
    std::optional<std::int64_t> modified; ///< seconds since 1970
    std::vector<std::string> templateOf;  ///< names of runs
    std::vector<std::string> checkpointOf;
    std::string downloadedFrom; ///< as the browser noted it (user.xdg.origin.url)

    bool operator==(const ProgramFacts&) const = default;
};

/// Facts of a program that `study`, which lies in `folder`, uses or is to use. What cannot be found
/// out stays empty.
ProgramFacts factsOf(const ModelProgram& program, const std::filesystem::path& folder,
                     const Study& study);

} // namespace palimpsest

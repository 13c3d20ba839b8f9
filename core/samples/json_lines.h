// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence.h"
#include "core/samples/text_table.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// One JSON object a line, whose keys are the columns; lists and objects in it are left out. With
/// `special`, each has the lists of tokensIn, of which the column "text" is put together. At most
/// 256 MiB. Throws BadFile, naming the line.
TextTable readJsonLines(const std::filesystem::path& path,
                        const std::optional<SpecialTokens>& special = {});

/// A table by its ending: .jsonl and .ndjson, else as readTextTable reads it.
TextTable readTable(const std::filesystem::path& path,
                    const std::vector<std::string>& wantedColumns = {});

} // namespace palimpsest

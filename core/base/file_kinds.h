// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace palimpsest {

// What files are by the ends of their names, whatever the case of these. Endings are small, with
// their dot.

using Endings = std::span<const std::string_view>;

/// Of pictures that can be read.
Endings pictureEndings();
/// Of tables that can be read, and of workbooks and the like, of which the readers of tables say
/// what to save them as.
Endings tableEndings();
/// Of checkpoints, those of TorchScript among them.
Endings checkpointEndings();
/// Of TorchScript, which networks are exported to.
Endings programEndings();

bool isPictureName(const std::filesystem::path& path);
bool isCheckpointName(const std::filesystem::path& path);
/// Whether a file is one to be given to the readers of tables: tableEndings.
bool isTableName(const std::filesystem::path& path);
/// Whether a file is a table for sure: text, notes and JSON have endings of their own.
bool isPlainTableName(const std::filesystem::path& path);
/// Whether a table is one JSON object a line.
bool isJsonLinesName(const std::filesystem::path& path);

/// ".csv, .tsv or .jsonl"
std::string listedEndings(Endings endings);

} // namespace palimpsest

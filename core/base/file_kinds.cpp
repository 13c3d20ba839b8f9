// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/file_kinds.h"

#include <algorithm>
#include <array>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr auto kPictures = std::to_array<std::string_view>(
    {".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".ppm", ".pgm", ".pbm"});

// The plain ones first, and of them JSON lines last.
constexpr std::size_t kPlainTables = 4;
constexpr std::size_t kJsonLines = 2;
constexpr auto kTables = std::to_array<std::string_view>(
    {".csv", ".tsv", ".jsonl", ".ndjson", ".txt", ".json", ".xlsx", ".xls", ".parquet"});

constexpr auto kCheckpoints =
    std::to_array<std::string_view>({".safetensors", ".pt", ".pth", ".th", ".ckpt", ".bin",
                                     ".pth.tar", ".pt.tar", ".ckpt.tar", ".ts"});
constexpr auto kPrograms = std::to_array<std::string_view>({".pt", ".pth", ".ts"});

bool hasEnding(const fs::path& path, Endings endings)
{
    std::string name = path.filename().string();
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return std::ranges::any_of(endings, [&](std::string_view ending) {
        return name.size() > ending.size() && name.ends_with(ending);
    });
}

} // namespace

Endings pictureEndings()
{
    return kPictures;
}

Endings tableEndings()
{
    return kTables;
}

Endings checkpointEndings()
{
    return kCheckpoints;
}

Endings programEndings()
{
    return kPrograms;
}

bool isPictureName(const fs::path& path)
{
    return hasEnding(path, kPictures);
}

bool isCheckpointName(const fs::path& path)
{
    return hasEnding(path, kCheckpoints);
}

bool isTableName(const fs::path& path)
{
    return hasEnding(path, kTables);
}

bool isPlainTableName(const fs::path& path)
{
    return hasEnding(path, Endings(kTables).first(kPlainTables));
}

bool isJsonLinesName(const fs::path& path)
{
    return hasEnding(path, Endings(kTables).first(kPlainTables).last(kJsonLines));
}

std::string listedEndings(Endings endings)
{
    std::string text;
    for (std::size_t i = 0; i < endings.size(); ++i) {
        text += i == 0 ? "" : i + 1 == endings.size() ? " or " : ", ";
        text += endings[i];
    }
    return text;
}

} // namespace palimpsest

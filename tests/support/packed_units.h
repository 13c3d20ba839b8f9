// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/files.h"
#include "core/study/packing.h"
#include "core/study/unit_store.h"
#include "support/random_tables.h"

#include <filesystem>
#include <map>
#include <string>

namespace palimpsest {

/// A unit of made-up values and logits of three classes.
inline ValueUnit randomUnit(int partCount, std::uint32_t seed)
{
    ValueUnit unit{.key = {.templateSha256 = "template",
                           .weightsSha256 = "weights",
                           .imageSha256 = "image " + std::to_string(seed),
                           .baselineSha256 = "baseline",
                           .labelMapSha256 = "labels",
                           .target = 1,
                           .valueKind = "log_odds"},
                   .origin = {.device = "cpu", .threads = 2, .batchSize = 32},
                   .regions = {.width = 2, .height = 1, .parts = {}, .labels = {0, 0}},
                   .table = {.partCount = partCount, .v = randomTable(partCount, seed)}};
    unit.regions.parts.resize(static_cast<std::size_t>(partCount));
    unit.table.logits = Matrix<float>(unit.table.v.size(), 3);
    for (std::size_t i = 0; i < unit.table.logits.data.size(); ++i) {
        unit.table.logits.data[i] = static_cast<float>((i * 7 + seed) % 11);
    }
    return unit;
}

/// Contents of the files in a folder, by name without ending; drafts do not count.
inline std::map<std::string, std::string> filesIn(const std::filesystem::path& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".part") {
            files[entry.path().stem().string()] = readFile(entry.path(), 64u << 20);
        }
    }
    return files;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/unit_store.h"

#include "core/base/error.h"
#include "core/study/own_files.h"

#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

std::optional<ValueUnit> UnitStore::read(const fs::path& unitPath)
{
    // Another process may pack or unpack meanwhile, so what has left one place is looked for in
    // the other, and then in the first again.
    constexpr int kTries = 3;
    for (int i = 0; i < kTries; ++i) {
        if (fileStamp(unitPath)) {
            try {
                return readUnit(unitPath);
            } catch (const BadFile&) {
                if (fileStamp(unitPath)) {
                    throw;
                }
            }
        }
        const fs::path path = packPath(unitPath);
        if (const PackedUnit* unit = packed(unitPath)) {
            const PackIndex& index = m_packs.at(path).index;
            try {
                return readPackedUnit(index, *unit);
            } catch (const BadFile&) {
                if (fileStamp(path) == index.stamp) {
                    throw;
                }
            }
        } else if (!fileStamp(unitPath)) {
            ownValues(unitPath, unitPath.parent_path()); // what a link hides is not missing
            ownValues(path, unitPath.parent_path());
            return std::nullopt;
        }
    }
    throw BadFile("The values at \"" + unitPath.string() + "\" are being moved. Try again.");
}

const PackedUnit* UnitStore::packed(const fs::path& unitPath)
{
    if (fileStamp(unitPath)) {
        return nullptr;
    }
    const PackIndex* index = indexOf(packPath(unitPath));
    if (index == nullptr) {
        return nullptr;
    }
    const auto found = index->units.find(unitPath.stem().string());
    return found == index->units.end() ? nullptr : &found->second;
}

const PackIndex* UnitStore::indexOf(const fs::path& packPath)
{
    const auto stamp = fileStamp(packPath);
    if (!stamp) {
        m_packs.erase(packPath);
        return nullptr;
    }
    KnownPack& known = m_packs[packPath];
    if (known.stamp != *stamp) {
        known = {};
        known.stamp = *stamp;
        try {
            known.index = packIndex(readPackHead(packPath));
            known.stamp = known.index.stamp;
        } catch (const BadFile& error) {
            known.problem = error.what();
        }
    }
    if (!known.problem.empty()) {
        throw BadFile(known.problem);
    }
    return &known.index;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/epoch_claims.h"

#include "core/base/files.h"
#include "core/base/listed_names.h"

namespace palimpsest {

namespace {

std::string missing(const CheckpointRow& row)
{
    return row.look.epoch
               ? "Its file says epoch " + std::to_string(*row.look.epoch) +
                     ", but another one says so too, or the names of its run are not known to "
                     "count epochs. Say which one it is, or leave it out."
               : "Neither its name nor the file tells an epoch of its own. Say which one it is.";
}

} // namespace

void EpochClaims::take(const CheckpointRow& row)
{
    if (row.source != EpochSource::Unknown) {
        files[row.epoch].push_back(quoted(row.path.filename()));
    }
}

std::string epochProblem(const CheckpointRow& row, const EpochClaims& claims)
{
    if (row.source == EpochSource::Unknown) {
        return missing(row);
    }
    const std::string epoch = std::to_string(row.epoch);
    if (claims.standing.contains(row.epoch)) {
        return "Lineage \"" + row.lineage + "\" has epoch " + epoch +
               " already. Say which one it is, or leave it out.";
    }
    const std::vector<std::string>& files = claims.files.at(row.epoch);
    if (files.size() < 2) {
        return {};
    }
    return joined({files.begin(), files.end() - 1}) + " and " + files.back() +
           (files.size() == 2 ? " both" : " all") + " say epoch " + epoch +
           ". Say which one it is, or leave one out.";
}

} // namespace palimpsest

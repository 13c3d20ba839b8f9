// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace palimpsest {

/// Whether an entry of a list that is there under another name is looked for.
enum class Renaming {
    Possible, ///< where all entries but one have their names, that one was renamed
    Impossible,
};

/// Puts into `fresh`, which is to be written, what stands in the file and was not understood: keys
/// of `standing` that are missing in `understood`, which is `standing` as it was read and would be
/// written again. Objects in lists are the same where "id", "name" or "epoch" is.
void keepUnknownKeys(nlohmann::ordered_json& fresh, const nlohmann::ordered_json& standing,
                     const nlohmann::ordered_json& understood,
                     Renaming renaming = Renaming::Possible);

/// Puts into the study `fresh` the keys of others that its study.json in `folder` has. One that
/// cannot be read has none to keep.
void keepKeysOfOthers(nlohmann::ordered_json& fresh, const std::filesystem::path& folder);

/// The same of samples, runs and checkpoints alone, from the study.json of any folder, whose runs
/// have other names in `fresh` by `runNames`.
void keepKeysOfEntries(nlohmann::ordered_json& fresh, const std::filesystem::path& folder,
                       const std::map<std::string, std::string>& runNames = {});

} // namespace palimpsest

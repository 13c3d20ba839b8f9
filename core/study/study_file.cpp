// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/study/bin.h"
#include "core/study/kept_keys.h"
#include "core/study/own_files.h"
#include "core/study/study_json.h"

#include <nlohmann/json.hpp>

#include <string>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

fs::path studyPath(const fs::path& folder)
{
    return folder / "study.json";
}

Study readStudy(const fs::path& folder)
{
    const fs::path file = ownFile(folder, studyPath({}));
    if (!stands(folder)) {
        throw BadFile("There is no folder " + quoted(folder) + ". Check the path.");
    }
    if (!stands(file)) {
        throw NoStudy(quoted(folder) + " is not a study: it has no study.json. Choose the folder " +
                      "of one, or make one; the demo is one to start from.");
    }
    return studyFromJson(json(readJson(file)), file);
}

void writeStudy(const fs::path& folder, const Study& study)
{
    json root = toJson(study);
    keepKeysOfOthers(root, folder);
    for (const BinnedFiles& left : leftBins(folder)) {
        keepKeysOfEntries(root, folder / left.bin, runNamesByNow(left, study));
    }
    writeFileAtomically(studyPath(folder), root.dump(2) + "\n", folder);
}

fs::path partsPath(const fs::path& folder, const Sample& sample)
{
    return partsPath(folder, sample.id);
}

fs::path partsPath(const fs::path& folder, const std::string& id)
{
    return folder / "parts" / (id + ".json");
}

fs::path ownParts(const fs::path& folder, const Sample& sample)
{
    return ownFile(folder, partsPath({}, sample));
}

} // namespace palimpsest

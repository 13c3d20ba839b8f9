// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/named_files.h"

#include "core/base/links.h"
#include "core/study/sample_format.h"
#include "core/study/study_file.h"
#include "core/study/value_pack.h"
#include "core/study/value_unit.h"

#include <algorithm>
#include <system_error>

namespace palimpsest {

namespace fs = std::filesystem;

NamedFiles::NamedFiles(const Study& study)
{
    for (const fs::path& file : sampleFormat(study).files(study)) {
        m_named.insert(file.lexically_normal());
    }
    for (const Sample& sample : study.samples) {
        m_named.insert(partsPath({}, sample));
    }
    for (const Lineage& lineage : study.lineages) {
        m_named.insert(lineage.modelTemplate.lexically_normal());
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            const fs::path weights = checkpoint.weights.lexically_normal();
            m_named.insert(weights);
            m_named.insert(fs::path(weights).replace_extension(".json"));
        }
    }
    for (const CheckpointIndex& checkpoint : allCheckpoints(study)) {
        m_named.insert(packPath(unitFolder({}, study, checkpoint) / "unit.h5"));
        for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
            const fs::path unit = unitPath({}, study, checkpoint, sample);
            m_named.insert(unit);
            m_named.insert(unfinishedPath(unit));
        }
    }
    m_named.erase(fs::path()); // a run without a template
}

bool NamedFiles::contains(fs::path inside) const
{
    for (inside = inside.lexically_normal(); !inside.empty(); inside = inside.parent_path()) {
        if (m_named.contains(inside)) {
            return true;
        }
    }
    return false;
}

std::vector<fs::path> unnamedFiles(const fs::path& folder, const Study& study)
{
    const NamedFiles named(study);
    std::vector<fs::path> unnamed;
    for (const char* top : {"images", "parts", "checkpoints", "values"}) {
        std::error_code status;
        if (linkBelow(folder, top)) {
            continue;
        }
        for (fs::recursive_directory_iterator at(folder / top, status), end; !status && at != end;
             at.increment(status)) {
            const fs::path inside = at->path().lexically_relative(folder);
            const bool isFile = !fs::is_directory(at->symlink_status(status)) &&
                                inside.extension() != ".part"; // which is being written
            if (isFile && !named.contains(inside)) {
                unnamed.push_back(inside);
            }
        }
    }
    std::ranges::sort(unnamed);
    return unnamed;
}

} // namespace palimpsest

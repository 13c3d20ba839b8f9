// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/small_study.h"

#include "core/base/files.h"
#include "core/study/study_file.h"
#include "support/places.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Three bands across the picture.
std::string bandsFile()
{
    json shapes = json::array();
    int top = 0;
    for (const auto& [label, bottom] : {std::pair("top", 9), {"middle", 18}, {"bottom", 28}}) {
        shapes.push_back(
            {{"label", label}, {"shape_type", "rectangle"}, {"points", {{0, top}, {28, bottom}}}});
        top = bottom;
    }
    return json{{"imageWidth", 28}, {"imageHeight", 28}, {"shapes", shapes}}.dump();
}

void keepEpochs(Lineage& lineage, const std::vector<int>& epochs)
{
    std::erase_if(lineage.checkpoints, [&](const Checkpoint& checkpoint) {
        return std::ranges::find(epochs, checkpoint.epoch) == epochs.end();
    });
}

} // namespace

fs::path demoFolder()
{
    return sourceFolder() / "data/demo";
}

fs::path textDemoFolder()
{
    return sourceFolder() / "data/text_demo";
}

fs::path photoDemoFolder()
{
    return sourceFolder() / "data/photo_demo";
}

Study makeSmallStudy(const fs::path& folder)
{
    Study study = readStudy(demoFolder());
    study.samples = {study.samples.front(), study.samples.back()};
    for (Lineage& lineage : study.lineages) {
        keepEpochs(lineage, {0, 4, 15});
        fs::create_directories(folder / lineage.checkpoints.front().weights.parent_path());
        fs::copy_file(demoFolder() / lineage.modelTemplate, folder / lineage.modelTemplate,
                      fs::copy_options::overwrite_existing);
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            fs::copy_file(demoFolder() / checkpoint.weights, folder / checkpoint.weights);
        }
    }
    fs::create_directories(folder / "images");
    for (const Sample& sample : study.samples) {
        fs::copy_file(demoFolder() / sample.image, folder / sample.image);
        writeFileAtomically(partsPath(folder, sample), bandsFile());
    }
    writeStudy(folder, study);
    return study;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/synthetic_study.h"

#include "core/base/files.h"
#include "core/interactions/transforms.h"
#include "core/study/study_file.h"
#include "core/units/study_inputs.h"
#include "support/small_study.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>

namespace palimpsest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kSide = 28; // of the demo's pictures

/// Parts two pixels wide side by side, or narrower where there are many.
std::string stripesFile(int count)
{
    json shapes = json::array();
    const int width = std::min(2, kSide / count);
    for (int i = 0; i < count; ++i) {
        shapes.push_back({{"label", "stripe " + std::to_string(i + 1)},
                          {"shape_type", "rectangle"},
                          {"points", {{width * i, 0}, {width * (i + 1), kSide}}}});
    }
    return json{{"imageWidth", kSide}, {"imageHeight", kSide}, {"shapes", shapes}}.dump();
}

Lineage makeRun(const std::string& name, Role role, int first, int last)
{
    Lineage lineage{.name = name, .role = role, .modelTemplate = "garment_net.pt"};
    for (int epoch = first; epoch <= last; ++epoch) {
        const double progress = static_cast<double>(epoch) / std::max(1, last);
        lineage.checkpoints.push_back(
            {.epoch = epoch,
             .weights = fs::path(name) / (std::to_string(epoch) + ".safetensors"),
             .accuracy = 0.95 - 0.7 * std::exp(-4.0 * progress)});
    }
    return lineage;
}

Study describeStudy(const SyntheticSize& size)
{
    Study study = readStudy(demoFolder());
    const std::vector<Sample> pictures = study.samples;
    study.name = "Synthetic";
    study.classes.clear();
    for (int i = 0; i < size.classes; ++i) {
        study.classes.push_back("class " + std::to_string(i));
    }
    study.samples.clear();
    for (int i = 0; i < size.samples; ++i) {
        const std::string id = "sample_" + std::to_string(1000 + i).substr(1);
        study.samples.push_back(
            {.id = id,
             .image = pictures[static_cast<std::size_t>(i) % pictures.size()].image,
             .label = i % size.classes});
    }
    study.lineages = {makeRun("pretrained", Role::Pretrained, 0, 0),
                      makeRun("finetuned", Role::Finetuned, 1, size.epochs),
                      makeRun("scratch", Role::Scratch, 1, size.epochs)};
    return study;
}

void copyFiles(const fs::path& folder, const Study& study, int partCount)
{
    const Study demo = readStudy(demoFolder());
    fs::create_directories(folder / "images");
    for (const Sample& sample : demo.samples) {
        fs::copy_file(demoFolder() / sample.image, folder / sample.image);
    }
    fs::create_directories(folder / "parts");
    for (const Sample& sample : study.samples) {
        std::ofstream(partsPath(folder, sample)) << stripesFile(partCount);
    }
    fs::copy_file(demoFolder() / demo.lineages[0].modelTemplate, folder / "garment_net.pt");
    for (const Lineage& lineage : study.lineages) {
        fs::create_directories(folder / lineage.name);
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            fs::copy_file(demoFolder() / demo.lineages[0].checkpoints[0].weights,
                          folder / checkpoint.weights);
        }
    }
}

/// A few strong interactions among many that are nearly nothing.
std::vector<double> sparseInteractions(std::size_t coalitions, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<double> interactions(coalitions, 0.0);
    for (int i = 0; i < 24; ++i) {
        interactions[random() % coalitions] += normal(random);
    }
    return interactions;
}

/// Tables of one sample in one run.
class Drift
{
public:
    Drift(const SyntheticSize& size, std::uint32_t sample, std::uint32_t run)
        : m_size(size), m_from(sparseInteractions(std::size_t{1} << size.partCount, sample * 8)),
          m_to(sparseInteractions(m_from.size(), sample * 8 + 1 + run)),
          m_random(sample * 1000 + run)
    {
    }

    /// The table at `progress` from 0 to 1, with logits that give these values for `target`.
    ValueTable table(double progress, int target)
    {
        std::normal_distribution<double> noise(0.0, 0.002);
        std::vector<double> v(m_from.size());
        for (std::size_t i = 0; i < v.size(); ++i) {
            v[i] = (1.0 - progress) * m_from[i] + progress * m_to[i] + noise(m_random);
        }
        zeta(v);
        ValueTable table{.partCount = m_size.partCount};
        table.logits = Matrix<float>(v.size(), static_cast<std::size_t>(m_size.classes));
        std::uniform_real_distribution<float> other(-1.0F, 1.0F);
        for (float& logit : table.logits.data) {
            logit = other(m_random);
        }
        const auto t = static_cast<std::size_t>(target);
        for (std::size_t i = 0; i < v.size(); ++i) {
            const auto row = table.logits.row(i);
            row[t] = 0.0F;
            const double others = -logOdds(row, target);
            row[t] = static_cast<float>(v[i] + others);
            v[i] = static_cast<double>(row[t]) - others;
        }
        table.v = std::move(v);
        return table;
    }

private:
    SyntheticSize m_size;
    std::vector<double> m_from;
    std::vector<double> m_to;
    std::mt19937 m_random;
};

} // namespace

Study makeSyntheticStudy(const fs::path& folder, const SyntheticSize& size,
                         const FolderFilled& filled)
{
    const Study study = describeStudy(size);
    copyFiles(folder, study, size.partCount);
    writeStudy(folder, study);
    StudyInputs inputs(folder, study);
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        const auto& checkpoints = study.lineages[lineage].checkpoints;
        for (std::size_t i = 0; i < checkpoints.size(); ++i) {
            fs::path file;
            for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
                const UnitIndex unit{{lineage, i}, sample};
                Drift drift(size, static_cast<std::uint32_t>(sample),
                            static_cast<std::uint32_t>(lineage));
                const double progress = static_cast<double>(checkpoints[i].epoch) / size.epochs;
                const ValueUnit stored{.key = inputs.key(unit),
                                       .origin = {.device = "cpu", .threads = 2, .batchSize = 32},
                                       .regions = inputs.parts(sample),
                                       .table = drift.table(progress, study.samples[sample].label)};
                file = inputs.valuesPath(unit);
                fs::create_directories(file.parent_path());
                // Without syncing every file, which would take minutes.
                std::ofstream(file, std::ios::binary) << unitBytes(file, stored);
            }
            if (filled) {
                filled(file.parent_path());
            }
        }
    }
    return study;
}

} // namespace palimpsest

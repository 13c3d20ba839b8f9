// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_change.h"

#include <utility>

namespace palimpsest {

namespace {

Study withoutLists(Study study)
{
    study.samples = std::vector<Sample>(); // clear() would keep the memory
    study.lineages = std::vector<Lineage>();
    return study;
}

/// `frame` with the lists of `study`.
Study withListsOf(Study frame, Study study)
{
    frame.samples = std::move(study.samples);
    frame.lineages = std::move(study.lineages);
    return frame;
}

std::size_t bytesOf(const std::vector<Sample>& samples)
{
    std::size_t bytes = 0;
    for (const Sample& sample : samples) {
        bytes += sizeof(Sample) + sample.id.size() + sample.image.native().size() +
                 sample.text.size() + sample.tokens.size() * sizeof(Token);
    }
    return bytes;
}

std::size_t bytesOf(const std::vector<Lineage>& lineages)
{
    std::size_t bytes = 0;
    for (const Lineage& lineage : lineages) {
        bytes += sizeof(Lineage) + lineage.name.size() + lineage.modelTemplate.native().size();
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            bytes += sizeof(Checkpoint) + checkpoint.weights.native().size();
            for (const auto& accuracy : checkpoint.otherAccuracies) {
                bytes += sizeof(accuracy) + accuracy.first.size();
            }
        }
    }
    return bytes;
}

/// Of what is neither a sample nor a run.
std::size_t bytesOfRest(const Study& study)
{
    std::size_t bytes = sizeof(Study);
    for (const std::string& name : study.classes) {
        bytes += sizeof(name) + name.size();
    }
    for (const PartNames& set : study.partSets) {
        bytes += sizeof(set) + set.name.size() + set.parts.size() * sizeof(NamedPart);
        for (const NamedPart& part : set.parts) {
            bytes += part.name.size() + part.colour.size();
        }
        for (const std::string& name : set.classes) {
            bytes += sizeof(name) + name.size();
        }
    }
    for (const auto* map : {&study.accuracySources, &study.labels}) {
        for (const auto& entry : *map) {
            bytes += sizeof(entry) + entry.first.size() + entry.second.size();
        }
    }
    for (const auto& entry : study.accuracyPreprocessing) {
        bytes += sizeof(entry) + entry.first.size();
    }
    return bytes;
}

} // namespace

bool sameContent(const Sample& first, Sample second)
{
    second.isChecked = first.isChecked;
    second.checkedParts = first.checkedParts;
    return first == second;
}

StudyChange changeBetween(const Study& before, const Study& after)
{
    return {.before = withoutLists(before),
            .after = withoutLists(after),
            .samples = listChange(before.samples, after.samples),
            .lineages = listChange(before.lineages, after.lineages)};
}

Study withChange(Study study, const StudyChange& change)
{
    replaceRun(study.samples, change.samples.at, change.samples.before, change.samples.after);
    replaceRun(study.lineages, change.lineages.at, change.lineages.before, change.lineages.after);
    return withListsOf(change.after, std::move(study));
}

Study withoutChange(Study study, const StudyChange& change)
{
    replaceRun(study.samples, change.samples.at, change.samples.after, change.samples.before);
    replaceRun(study.lineages, change.lineages.at, change.lineages.after, change.lineages.before);
    return withListsOf(change.before, std::move(study));
}

std::size_t bytesOf(const StudyChange& change)
{
    return bytesOfRest(change.before) + bytesOfRest(change.after) + bytesOf(change.samples.before) +
           bytesOf(change.samples.after) + bytesOf(change.lineages.before) +
           bytesOf(change.lineages.after);
}

std::size_t bytesOf(const Study& study)
{
    return bytesOfRest(study) + bytesOf(study.samples) + bytesOf(study.lineages);
}

} // namespace palimpsest

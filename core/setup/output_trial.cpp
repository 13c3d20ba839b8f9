// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/output_trial.h"

#include "core/base/error.h"
#include "core/models/torch_classifier.h"
#include "core/study/study_names.h"
#include "core/units/sample_source.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kThirds = 3;

/// Label of position `at` of `count`, from the first third to the last.
std::uint8_t thirdOf(int at, int count)
{
    return static_cast<std::uint8_t>(1 + at * kThirds / count);
}

void addParts(LabelMap& parts)
{
    const int most = std::ranges::max(parts.labels);
    parts.parts.clear();
    for (int i = 1; i <= most; ++i) {
        parts.parts.push_back({.name = std::to_string(i),
                               .pixels = static_cast<std::size_t>(std::ranges::count(
                                   parts.labels, static_cast<std::uint8_t>(i)))});
    }
}

} // namespace

ModelInput inThirds(ModelInput sample)
{
    LabelMap& parts = sample.parts;
    if (auto* picture = std::get_if<PictureInput>(&sample.content)) {
        std::ranges::fill(picture->baseline.values, 0.0F);
        parts.labels.resize(static_cast<std::size_t>(parts.width) * parts.height);
        for (std::size_t i = 0; i < parts.labels.size(); ++i) {
            const int column = static_cast<int>(i % static_cast<std::size_t>(parts.width));
            parts.labels[i] = thirdOf(column, std::max(kThirds, parts.width));
        }
    } else {
        std::get<SentenceInput>(sample.content).replacement.reset();
        parts.labels.assign(static_cast<std::size_t>(parts.width), 0);
        const int words = parts.width - 2;
        for (int i = 0; i < words; ++i) {
            parts.labels[static_cast<std::size_t>(i) + 1] = thirdOf(i, std::max(kThirds, words));
        }
    }
    addParts(parts);
    return sample;
}

ModelInput trialInput(const std::filesystem::path& folder, const Study& study)
{
    return inThirds(sampleSource(folder, study)->madeUp(study.samples));
}

OutputDecision tryOutputsBesideNoise(Classifier& classifier, const ModelInput& sample)
{
    const auto answersTo = [&](const ModelInput& input) {
        const ModelInput parted = inThirds(input);
        return classifier.open(parted)->logits(decidingCoalitions(parted.parts.partCount()));
    };
    Matrix<float> answers = answersTo(sample);
    ModelInput noisy = sample;
    if (auto* picture = std::get_if<PictureInput>(&noisy.content)) {
        const ImageTensor& image = picture->image;
        picture->image = noisePicture(image.channels, image.height, image.width);
        const Matrix<float> others = answersTo(noisy);
        if (others.columns == answers.columns) {
            answers.data.insert(answers.data.end(), others.data.begin(), others.data.end());
            answers.rows += others.rows;
        }
    }
    return decideOutputs(answers);
}

OutputDecision tryOutputs(Classifier& classifier, const ModelInput& sample)
{
    return decideOutputs(
        classifier.open(sample)->logits(decidingCoalitions(sample.parts.partCount())));
}

std::string outputsNote(const Architecture& architecture, OutputKind used)
{
    if (used == OutputKind::Logits) {
        return {};
    }
    const bool isToldOtherwise = architecture.meaning != LogitMeaning::Classes;
    return "A " + architecture.name + " ends in logits" +
           (isToldOtherwise ? ", which mean what \"problem_type\" in config.json says; "
                            : " by its layers; ") +
           describe(used) + " is used, as was said.";
}

Study withKnownOutputs(StudyInputs& inputs, const ExecutionPlan& plan,
                       std::optional<OutputKind> said, const Progress& progress)
{
    Study study = inputs.study();
    if (study.settings.valueKind == ValueKind::Output) {
        return study; // which is a number, whatever it is called
    }
    const ExecutionPlan trial{
        .device = plan.device, .threads = plan.threads, .batchSize = 1, .graph = Graph::Plain};
    const std::vector<CheckpointIndex> checkpoints = allCheckpoints(study);
    std::size_t done = 0;
    for (const CheckpointIndex& index : checkpoints) {
        if (progress && !progress(done++, checkpoints.size())) {
            throw Cancelled();
        }
        const std::string name = checkpointName(study, index);
        std::optional<OutputKind> known;
        try {
            known = inputs.outputs(index);
        } catch (const UndecidedOutputs& open) {
            known = decidedOutputs(name, open.decision(), said);
        }
        if (!known) {
            const UnitIndex unit{index, 0};
            const auto model =
                openTorchClassifier(inputs.templatePath(unit), inputs.weightsPath(unit), trial,
                                    inputs.programs(), inputs.networkFacts(unit));
            const OutputDecision seen = tryOutputs(*model, trialInput(inputs.folder(), study));
            // What is said of all is of those alone that do not tell it.
            known = seen.candidates.empty() ? seen.kind : decidedOutputs(name, seen, said);
        }
        if (known) { // answers that are no numbers show nothing
            study = withOutputs(std::move(study), index, *known);
        }
    }
    return study;
}

} // namespace palimpsest

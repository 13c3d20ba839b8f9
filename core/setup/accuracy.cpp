// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/accuracy.h"

#include "core/base/error.h"
#include "core/extraction/plan_file.h"
#include "core/extraction/unit_model.h"
#include "core/models/picture_features.h"
#include "core/models/torch_classifier.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/setup/class_match.h"
#include "core/study/sentence_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

Matrix<float> sentenceLogits(const ModelFiles& model, const LabelledSet& set,
                             const fs::path& folder, const Study& study, ExecutionPlan plan,
                             const Progress& progress)
{
    const SentenceReader reader(folder, study);
    plan.batchSize = 1; // sentences differ in length
    const auto classifier =
        openTorchClassifier(model.modelTemplate, model.weights, plan, model.programs, model.facts);
    Matrix<float> result;
    for (const AddedSentence& added : set.sentences) {
        if (progress && !progress(result.rows, set.sentences.size())) {
            throw Cancelled();
        }
        const TokenisedSentence sentence = reader.read(added.text, added.tokens);
        const std::size_t length = sentence.tokens.size();
        const ModelInput input{.content = sentenceInput(sentence, TextBaseline::Deletion),
                               .parts = {.width = static_cast<int>(length),
                                         .height = 1,
                                         .labels = std::vector<std::uint8_t>(length, 0)}};
        const std::array<Coalition, 1> whole = {0}; // there are no parts that could be absent
        const Matrix<float> row = classifier->logits(input, whole);
        result.columns = row.columns;
        result.rows += row.rows;
        result.data.insert(result.data.end(), row.data.begin(), row.data.end());
    }
    return result;
}

bool isFinite(const Matrix<float>& logits)
{
    return std::ranges::all_of(logits.data, [](float logit) { return std::isfinite(logit); });
}

} // namespace

LabelledSet labelledSet(const fs::path& source, const Study& study, const SetChoices& choices)
{
    LabelledSet set;
    const PickChoices picks{.perClass = choices.perClass,
                            .split = choices.split,
                            .warnsOfFew = false,
                            .parts = StartingParts::None};
    if (study.tokenisation) {
        const TextTable table = readSentenceTable(source, specialTokensOf(study));
        PickedSentences picked = pickSentences(
            table, chosenColumns(table, choices.textColumn, choices.labelColumn), study, picks);
        set.warnings = std::move(picked.warnings);
        for (AddedSentence& sentence : picked.sentences) {
            set.labels.push_back(sentence.label);
            set.sentences.push_back(std::move(sentence));
        }
        return set;
    }
    PickedPictures picked = pickPictures(
        listPictures(source, choices.naturalOrder ? ClassOrder::Natural : ClassOrder::ByText),
        study, picks);
    set.warnings = std::move(picked.warnings);
    for (AddedPicture& picture : picked.pictures) {
        set.pictures.push_back({.path = std::move(picture.path),
                                .image = std::move(picture.pixels),
                                .className = {},
                                .label = picture.label,
                                .split = {},
                                .parts = {}});
        set.labels.push_back(picture.label);
    }
    return set;
}

Matrix<float> logitsOf(const ModelFiles& model, const LabelledSet& set, const fs::path& folder,
                       const Study& study, const Preprocessing& preprocessing,
                       const ExecutionPlan& plan, const Progress& progress)
{
    Matrix<float> outputs =
        study.tokenisation
            ? sentenceLogits(model, set, folder, study, plan, progress)
            : pictureLogits({model.modelTemplate, model.weights, model.facts}, set.pictures,
                            preprocessing, plan, model.programs, progress);
    return asLogits(std::move(outputs), model.outputs);
}

LabelCheck checkModel(const ModelFiles& model, const LabelledSet& set, const fs::path& folder,
                      const Study& study, const ExecutionPlan& plan, const Progress& progress)
{
    const auto run = [&](const Preprocessing& preprocessing) {
        return logitsOf(model, set, folder, study, preprocessing, plan, progress);
    };
    return study.tokenisation
               ? checkLabels(run(study.preprocessing), set.labels, study.classes)
               : checkPictureLabels(run, study.preprocessing, set.labels, study.classes);
}

ModelFiles modelFiles(StudyInputs& inputs, CheckpointIndex checkpoint)
{
    const UnitIndex unit{checkpoint, 0}; // any of them
    return {.modelTemplate = inputs.templatePath(unit),
            .weights = inputs.weightsPath(unit),
            .programs = inputs.programs(),
            .facts = inputs.networkFacts(unit),
            .outputs = inputs.outputs(checkpoint).value_or(OutputKind::Logits)};
}

ExecutionPlan asExtracted(StudyInputs& inputs, std::size_t lineage, ExecutionPlan plan)
{
    if (const auto stored =
            readPlan(inputs.folder(), inputs.templateSha256(lineage), plan.device)) {
        plan.graph = stored->graph;
        plan.channelsLast = stored->channelsLast;
    }
    return plan;
}

std::vector<std::vector<double>> accuraciesOn(StudyInputs& inputs, const LabelledSet& set,
                                              const ExecutionPlan& plan, const Progress& progress)
{
    const Study& study = inputs.study();
    std::size_t total = 0;
    for (const Lineage& lineage : study.lineages) {
        total += lineage.checkpoints.size() * set.labels.size();
    }
    std::vector<std::vector<double>> accuracies;
    std::size_t before = 0;
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        accuracies.emplace_back();
        const ExecutionPlan own = asExtracted(inputs, lineage, plan);
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            const UnitIndex unit{{lineage, i}, 0};
            const Matrix<float> logits =
                logitsOf(modelFiles(inputs, unit.checkpoint), set, inputs.folder(), study,
                         study.preprocessing, own, [&](std::size_t done, std::size_t) {
                             return !progress || progress(before + done, total);
                         });
            requireClasses(study, unit.checkpoint, logits.columns);
            accuracies.back().push_back(isFinite(logits)
                                            ? labelFit(logits, set.labels, study.classes).accuracy
                                            : std::numeric_limits<double>::quiet_NaN());
            before += set.labels.size();
        }
    }
    return accuracies;
}

Study withAccuracies(Study study, const std::vector<std::vector<double>>& accuracies)
{
    for (std::size_t lineage = 0; lineage < accuracies.size(); ++lineage) {
        for (std::size_t i = 0; i < accuracies[lineage].size(); ++i) {
            const double share = accuracies[lineage][i];
            study.lineages[lineage].checkpoints[i].accuracy =
                std::isnan(share) ? std::nullopt : std::optional(share);
        }
    }
    return study;
}

std::vector<std::string> withoutNumbers(const Study& study,
                                        const std::vector<std::vector<double>>& accuracies)
{
    std::vector<std::string> sentences;
    for (std::size_t lineage = 0; lineage < accuracies.size(); ++lineage) {
        for (std::size_t i = 0; i < accuracies[lineage].size(); ++i) {
            if (std::isnan(accuracies[lineage][i])) {
                sentences.push_back(checkpointName(study, {lineage, i}) +
                                    " answers with NaN or Inf, so it has no accuracy. Look at "
                                    "its weights.");
            }
        }
    }
    return sentences;
}

CheckpointIndex bestCheckpoint(const std::vector<std::vector<double>>& accuracies)
{
    CheckpointIndex best;
    for (std::size_t lineage = 0; lineage < accuracies.size(); ++lineage) {
        for (std::size_t i = 0; i < accuracies[lineage].size(); ++i) {
            const double known = accuracies[best.lineage][best.checkpoint];
            if (std::isnan(known) || accuracies[lineage][i] > known) {
                best = {lineage, i};
            }
        }
    }
    return best;
}

} // namespace palimpsest

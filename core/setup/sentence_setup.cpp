// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/torch_classifier.h"
#include "core/setup/picked_samples.h"
#include "core/setup/sample_setup.h"
#include "core/study/sentence_reader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

class SentenceSetup : public SampleSetup
{
public:
    InputMisfit misfit(const Study& study, const Architecture& architecture) const override;

    bool takesPreprocessing() const override { return false; }
    bool comesInFolders() const override { return false; }
    bool takesProbes() const override { return false; }

    std::string exampleInput(const Study&) const override
    {
        return "torch.ones(1, 8, dtype=torch.long)";
    }

    std::vector<std::string> pick(const fs::path& source, const Study& study,
                                  const SetChoices& choices, LabelledSet& set) const override;

    Matrix<float> outputs(const TriedModel& model, const LabelledSet& set, const fs::path& folder,
                          const Study& study, const Preprocessing&, const ExecutionPlan& plan,
                          const Progress& progress) const override;

    LabelCheck check(const std::function<Matrix<float>(const Preprocessing&)>& run,
                     const std::vector<int>& labels, const Study& study) const override
    {
        return checkLabels(run(study.preprocessing), labels, study.classes);
    }
};

/// The largest number of a token among sentences that come with theirs; −1 where there are none.
int largestToken(const Study& study)
{
    int largest = -1;
    for (const Sample& sample : study.samples) {
        for (const Token& token : sample.tokens) {
            largest = std::max(largest, token.id);
        }
    }
    return largest;
}

InputMisfit SentenceSetup::misfit(const Study& study, const Architecture& architecture) const
{
    if (architecture.input != InputKind::Tokens) {
        return {.reason = "It takes pictures, and the study is one of sentences.",
                .remedy = {},
                .option = {}};
    }
    if (const int largest = largestToken(study);
        architecture.vocabulary > 0 && largest >= architecture.vocabulary) {
        return {.reason =
                    "It knows tokens from 0 to " + std::to_string(architecture.vocabulary - 1) +
                    ", and the study has sentences with token " + std::to_string(largest) + ".",
                .remedy = "Add networks that read the tokens of the study's tokenizer.",
                .option = {}};
    }
    if (const int largest = largestSegment(study.samples);
        architecture.segments > 0 && largest >= architecture.segments) {
        return {.reason = "It knows segments (token_type_ids) from 0 to " +
                          std::to_string(architecture.segments - 1) +
                          ", and the study has sentences with segment " + std::to_string(largest) +
                          ".",
                .remedy = "Add networks that were trained on pairs.",
                .option = {}};
    }
    const std::int64_t size = architecture.inputSize;
    const auto longest = static_cast<std::int64_t>(study.tokenisation->options.maximumLength);
    return size == 0 || longest <= size
               ? InputMisfit()
               : InputMisfit{.reason = "It takes at most " + std::to_string(size) +
                                       " tokens, and the study cuts sentences at " +
                                       std::to_string(longest) + ".",
                             .remedy = "Cut them at " + std::to_string(size) +
                                       " tokens, or add networks that take more.",
                             .option = "--max-length " + std::to_string(size)};
}

std::vector<std::string> SentenceSetup::pick(const fs::path& source, const Study& study,
                                             const SetChoices& choices, LabelledSet& set) const
{
    const TextTable table = readSentenceTable(source, specialTokensOf(study), choices.columns);
    PickedSentences picked =
        pickSentences(table, chosenColumns(table, choices.columns), study, picksFor(choices));
    set.warnings = std::move(picked.warnings);
    set.table = std::move(picked.table);
    for (AddedSentence& sentence : picked.sentences) {
        set.labels.push_back(sentence.label);
        set.sentences.push_back(std::move(sentence));
    }
    return std::move(picked.splits);
}

Matrix<float> SentenceSetup::outputs(const TriedModel& model, const LabelledSet& set,
                                     const fs::path& folder, const Study& study,
                                     const Preprocessing&, const ExecutionPlan& plan,
                                     const Progress& progress) const
{
    const SentenceReader reader(folder, study);
    ExecutionPlan one = plan;
    one.batchSize = 1; // sentences differ in length
    const auto classifier = openTorchClassifier(model.files.modelTemplate, model.files.weights, one,
                                                model.programs, model.files.facts);
    Matrix<float> result;
    for (const AddedSentence& added : set.sentences) {
        if (progress && !progress(result.rows, set.sentences.size())) {
            throw Cancelled();
        }
        const TokenisedSentence sentence = reader.read(added.text, added.tokens, added.second);
        const std::size_t length = sentence.tokens.size();
        const ModelInput input{.content = sentenceInput(sentence, TextBaseline::Deletion),
                               .parts = {.width = static_cast<int>(length),
                                         .height = 1,
                                         .labels = std::vector<std::uint8_t>(length, 0)}};
        const std::array<Coalition, 1> whole = {0}; // there are no parts that could be absent
        const Matrix<float> row = classifier->open(input)->logits(whole);
        result.columns = row.columns;
        result.rows += row.rows;
        result.data.insert(result.data.end(), row.data.begin(), row.data.end());
    }
    return result;
}

} // namespace

const SampleSetup& sentenceSetup()
{
    static const SentenceSetup setup;
    return setup;
}

} // namespace palimpsest

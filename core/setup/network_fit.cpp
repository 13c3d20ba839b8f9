// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/network_fit.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/samples/class_labels.h"
#include "core/samples/unclear.h"
#include "core/setup/class_match.h"
#include "core/setup/sample_setup.h"
#include "core/study/sentence_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace palimpsest {

namespace {

/// Networks of this class of model have no tensors called as a classifier's: a head beside such a
/// name was put there by a fine-tuning that left config.json as it was before.
bool hasNoClassifier(const std::string& model)
{
    constexpr std::array kTasks = {
        "ForMaskedLM", "ForPreTraining",       "ForNextSentencePrediction",
        "LMHeadModel", "ForQuestionAnswering", "ForMaskedImageModeling"};
    return std::ranges::any_of(kTasks, [&](const char* task) { return model.ends_with(task); });
}

} // namespace

std::string otherClasses(const Study& study, std::int64_t answers)
{
    const auto classes = static_cast<std::int64_t>(study.classes.size());
    const bool oneIsEnough = classes == 2 || study.settings.valueKind == ValueKind::Output;
    if (answers == classes || (answers == 1 && oneIsEnough)) {
        return {};
    }
    return (answers == 0 ? "It has no classifier head"
                         : "It answers with " +
                               numberOf(static_cast<std::size_t>(answers), "class", "classes")) +
           ", and the study has " + std::to_string(classes) +
           (sampleSetup(study).takesProbes() ? ". Fit a linear probe on it for these, or add"
                                             : ". Add") +
           " the checkpoints to a study of its classes.";
}

std::string otherTask(const Architecture& network)
{
    const bool mayBeProbed = network.classes == 0 && network.input == InputKind::Image;
    const bool wasTuned = network.classes > 0 && hasNoClassifier(network.otherTask);
    return network.otherTask.empty() || mayBeProbed || wasTuned
               ? std::string()
               : "Its config.json says \"architectures\": \"" + network.otherTask +
                     "\", which answers otherwise than " +
                     (network.input == InputKind::Tokens
                          ? "the classifier of sequences (ForSequenceClassification) "
                          : "the classifier of pictures (ForImageClassification) ") +
                     "that it would be run as. Use a TorchScript export of it; or correct the "
                     "entry, where it belongs to another model.";
}

std::string otherClassCount(std::int64_t told, std::int64_t answers)
{
    const bool isOneForTwo = answers == 1 && told == 2;
    return told == 0 || answers == 0 || told == answers || isOneForTwo
               ? std::string()
               : "Its config.json tells of " +
                     numberOf(static_cast<std::size_t>(told), "class", "classes") +
                     ", and it answers with " + std::to_string(answers) +
                     ". Put the config.json of this network there, or correct or remove the names "
                     "and number of classes in it (\"id2label\", \"label2id\", \"num_labels\").";
}

std::string otherMeaning(const Study& study, LogitMeaning meaning)
{
    const ValueKind kind = study.settings.valueKind;
    const bool isByItself = kind == ValueKind::SigmoidLogOdds || kind == ValueKind::Logit;
    const std::string remedy = " as the study's value; or correct \"problem_type\" in config.json.";
    if (meaning == LogitMeaning::Labels && !isByItself && kind != ValueKind::Output) {
        return "Its labels are independent, as config.json says, and the study's value compares "
               "classes with one another. Choose the log-odds of a label, the raw logit or the "
               "output itself" +
               remedy;
    }
    if (meaning == LogitMeaning::Quantities && kind != ValueKind::Output) {
        return "Its outputs are quantities, as config.json says (regression), and the study's "
               "value is one of classes. Choose the output itself" +
               remedy;
    }
    return {};
}

namespace {

/// Places of names in `ofStudy` that are spelt as they are there, numbers by value; else −1.
std::vector<int> samePlaces(const std::vector<std::string>& names,
                            const std::vector<std::string>& ofStudy)
{
    std::vector<int> places;
    for (const std::string& name : names) {
        const auto found = std::ranges::find(ofStudy, labelValue(name), labelValue);
        places.push_back(found == ofStudy.end() ? -1 : static_cast<int>(found - ofStudy.begin()));
    }
    return places;
}

} // namespace

bool nameNoClasses(const std::vector<std::string>& names)
{
    const auto count = [&](const std::string& word) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (labelValue(names[i]) != word + std::to_string(i)) {
                return false;
            }
        }
        return true;
    };
    return !names.empty() && (count("") || count("LABEL_"));
}

std::string otherNames(const Study& study, const std::vector<std::string>& classes, bool isProbe)
{
    if (classes.size() != study.classes.size() || classes == study.classes) {
        return {};
    }
    ClassMatch match;
    bool isClear = true;
    try {
        match = matchClasses(classes, study.classes, study.labels);
    } catch (const Unclear&) {
        if (nameNoClasses(classes) || nameNoClasses(study.classes)) {
            return {};
        }
        isClear = false;
        match.positions = samePlaces(classes, study.classes);
    }
    const std::string remedy =
        isProbe ? "Fit it again for this study, or make a study with its classes in its order."
                : "Make a study with the classes in its order.";
    const std::string both =
        listedNames(classes) + " there and " + listedNames(study.classes) + " in the study";
    const bool areOthers = !isClear || !match.warnings.empty(); // some or all of them
    if (isProbe && !nameNoClasses(classes) && areOthers) {
        return "Its classes are not the study's: " + both + ". " + remedy;
    }
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const int place = match.positions[i];
        if (place >= 0 && place != static_cast<int>(i)) {
            return "It numbers its classes in another order: " + both + "; number " +
                   std::to_string(i) + " is \"" + classes[i] + "\" there and \"" +
                   study.classes[i] + "\" in the study. " + remedy;
        }
    }
    return {};
}

void requireTokens(const std::filesystem::path& folder, const Study& study,
                   const Architecture& architecture)
{
    if (architecture.vocabulary == 0 || !study.tokenisation) {
        return;
    }
    const int largest = SentenceReader(folder, study).largestToken();
    if (largest >= architecture.vocabulary) {
        throw BadInput("It knows " + std::to_string(architecture.vocabulary) +
                       " tokens, and the sentences of the study are read with " +
                       std::to_string(largest + 1) +
                       ". Add networks that were trained with this tokenizer.");
    }
}

} // namespace palimpsest

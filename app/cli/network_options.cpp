// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/network_options.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/models/modules/network_reading.h"
#include "core/study/study_file.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <map>

namespace palimpsest {

namespace fs = std::filesystem;

void addNetworkOptions(CLI::App& app, NetworkFacts& facts)
{
    app.add_option("--heads", facts.heads,
                   "Attention heads in each layer, which tensors do not tell [config.json's]")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1} << 20));
    app.add_option_function<double>(
           "--epsilon",
           [&facts](double epsilon) { facts.normEpsilon = facts.batchNormEpsilon = epsilon; },
           "Epsilon of layer norms or batch norms [config.json's, of batch norms else 1e-5]")
        ->check(CLI::PositiveNumber);
    app.add_option("--activation", facts.activation,
                   "Activation in the blocks: gelu, gelu_new, relu, silu, quick_gelu, tanh "
                   "[config.json's]");
    app.add_option("--head-activation", facts.headActivation,
                   "Activation between the layers of a head of several: relu, gelu, tanh, none");
    app.add_option("--strides", facts.strides,
                   "Which convolution of a ResNet's bottleneck strides: first (v1) or second "
                   "(v1.5) [second]")
        ->check(CLI::IsMember({"first", "second"}));
    app.add_option("--stem-pooling", facts.stemPooling,
                   "Whether a max pooling follows the first convolution of a ResNet: yes or no "
                   "[yes, of a CIFAR ResNet no]");
}

std::string optionFor(const std::string& fact)
{
    static const std::map<std::string, std::string> options = {
        {kHeadsFact, "--heads"},
        {kHeadActivationFact, "--head-activation"},
        {kActivationFact, "--activation"},
        {kNormEpsilonFact, "--epsilon"},
        {kBatchNormEpsilonFact, "--epsilon"},
        {kStridesFact, "--strides"},
        {kStemPoolingFact, "--stem-pooling"}};
    return options.at(fact);
}

std::string hintFor(const NetworkQuestion& question)
{
    return "Say it with " + optionFor(question.fact) + ", one of " + joined(question.candidates) +
           ".";
}

void requireAnswers(const Architecture& architecture)
{
    if (!architecture.questions.empty()) {
        const NetworkQuestion& question = architecture.questions.front();
        throw BadInput(question.text + " " + hintFor(question));
    }
}

void requireUsed(const NetworkFacts& options, const NetworkFacts& used, const std::string& what)
{
    const std::vector<std::string> told = unusedFacts(options, {});
    const std::vector<std::string> unused = unusedFacts(options, used);
    // An option may tell two facts, of which a network has one.
    const auto isHeard = [&](const std::string& option) {
        return std::ranges::any_of(told, [&](const std::string& fact) {
            return optionFor(fact) == option && std::ranges::find(unused, fact) == unused.end();
        });
    };
    for (const std::string& fact : unused) {
        if (!isHeard(optionFor(fact))) {
            throw BadInput("There is nothing in " + what + " that " + optionFor(fact) +
                           " could tell. Leave it out.");
        }
    }
}

std::optional<Architecture> networkIn(const fs::path& model, const fs::path& modelTemplate,
                                      const NetworkFacts& options, const NetworkFacts& otherwise,
                                      bool isTalkative)
{
    if (!modelTemplate.empty() || containerOf(model) == Container::TorchScript) {
        requireUsed(options, {}, "TorchScript");
        return std::nullopt;
    }
    const CheckpointFile file = readNetwork(model);
    for (const std::string& warning : file.warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
    const auto architecture =
        recognise(file.tensors, file.config, completed(completed(options, otherwise), file.told));
    if (architecture && architecture->misfit.empty()) { // else opening it says what is wrong
        requireUsed(options, architecture->facts, architecture->name);
        requireAnswers(*architecture);
        if (isTalkative) {
            printRemarks(*architecture);
        }
    }
    return architecture;
}

NetworkFacts factsInStudy(const fs::path& checkpoint)
{
    std::error_code status;
    const fs::path whole = fs::absolute(checkpoint, status).lexically_normal();
    fs::path folder = whole.parent_path();
    while (!fs::exists(folder / "study.json", status)) {
        if (folder == folder.parent_path()) {
            return {};
        }
        folder = folder.parent_path();
    }
    for (const Lineage& lineage : readStudy(folder).lineages) {
        for (const Checkpoint& one : lineage.checkpoints) {
            if (fs::equivalent(folder / one.weights, whole, status)) {
                return one.network;
            }
        }
    }
    return {};
}

void printRemarks(const Architecture& architecture)
{
    for (const std::string& remark : remarksOn(architecture)) {
        std::cerr << "Note: " << remark << "\n";
    }
}

} // namespace palimpsest

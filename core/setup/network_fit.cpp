// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/network_fit.h"

#include <algorithm>

namespace palimpsest {

namespace {

std::string counted(std::int64_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

std::string otherInputs(const Study& study, const Architecture& architecture)
{
    const bool takesTokens = architecture.input == InputKind::Tokens;
    if (takesTokens != study.tokenisation.has_value()) {
        return takesTokens ? "It takes sentences, and the study is one of pictures."
                           : "It takes pictures, and the study is one of sentences.";
    }
    const std::int64_t size = architecture.inputSize;
    if (takesTokens) {
        const auto longest = static_cast<std::int64_t>(study.tokenisation->options.maximumLength);
        return size == 0 || longest <= size
                   ? std::string()
                   : "It takes at most " + std::to_string(size) + " tokens, and the study cuts " +
                         "sentences at " + std::to_string(longest) + ". Correct maximum_length " +
                         "in study.json.";
    }
    const Preprocessing& pictures = study.preprocessing;
    if (architecture.inputChannels != 0 && architecture.inputChannels != pictures.channels()) {
        return "It takes pictures of " +
               counted(architecture.inputChannels, "channel", "channels") + ", and the study's " +
               "have " + std::to_string(pictures.channels()) + ".";
    }
    if (size != 0 && (pictures.width != size || pictures.height != size)) {
        return "It takes pictures of " + std::to_string(size) + " × " + std::to_string(size) +
               " pixels, and the study prepares them as " + std::to_string(pictures.width) + " × " +
               std::to_string(pictures.height) + ".";
    }
    return {};
}

std::string otherClasses(const Study& study, std::int64_t answers)
{
    const auto classes = static_cast<std::int64_t>(study.classes.size());
    const bool oneIsEnough = classes == 2 || study.settings.valueKind == ValueKind::Output;
    if (answers == classes || (answers == 1 && oneIsEnough)) {
        return {};
    }
    return (answers == 0 ? "It has no classifier head"
                         : "It answers with " + counted(answers, "class", "classes")) +
           ", and the study has " + std::to_string(classes) +
           (study.tokenisation ? ". Add"
                               : ". Fit a head for these with `palimpsest-cli probe` or "
                                 "Study > Fit a linear probe, or add") +
           " the checkpoints to a study of its classes.";
}

std::string otherOrder(const Study& study, const std::vector<std::string>& classes)
{
    if (classes.size() != study.classes.size() || classes == study.classes ||
        !std::ranges::is_permutation(classes, study.classes)) {
        return {}; // names such as LABEL_0 tell nothing
    }
    const auto [own, of] = std::ranges::mismatch(classes, study.classes);
    return "It numbers its classes in another order: number " +
           std::to_string(own - classes.begin()) + " is \"" + *own + "\" there and \"" + *of +
           "\" in the study. Make a study with the classes in its order.";
}

} // namespace palimpsest

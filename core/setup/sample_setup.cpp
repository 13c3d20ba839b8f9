// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/sample_setup.h"

#include "core/base/error.h"

#include <algorithm>

namespace palimpsest {

const SampleSetup& sampleSetup(const Study& study)
{
    switch (kindOf(study)) {
    case SampleKind::Picture:
        break;
    case SampleKind::Sentence:
        return sentenceSetup();
    }
    return pictureSetup();
}

std::string SampleSetup::otherInputs(const Study& study, const Architecture& architecture) const
{
    const InputMisfit found = misfit(study, architecture);
    return found.reason + (found.remedy.empty() ? "" : " " + found.remedy);
}

PickChoices picksFor(const SetChoices& choices)
{
    return {.perClass = choices.perClass,
            .split = choices.split,
            .warnsOfDraw = false,
            .parts = StartingParts::None,
            .labels = choices.labels};
}

Study cutAt(Study study, std::size_t tokens)
{
    if (!study.tokenisation) {
        throw BadInput("The samples of this study are pictures, which have no length in tokens.");
    }
    const auto longest = std::ranges::max_element(
        study.samples, {}, [](const Sample& sample) { return sample.tokens.size(); });
    if (longest != study.samples.end() && longest->tokens.size() > tokens) {
        throw BadInput("Sample " + longest->id + " came with " +
                       std::to_string(longest->tokens.size()) +
                       " tokens, which only its tokenizer can cut. Take at least as many.");
    }
    study.tokenisation->options.maximumLength = tokens;
    return study;
}

} // namespace palimpsest

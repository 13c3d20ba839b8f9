// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/tokenizer_fit.h"

#include "core/base/listed_names.h"
#include "core/samples/word_pieces.h"
#include "core/study/sentence_reader.h"

#include <algorithm>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// That a tokenizer has words of which its network knows nothing, or far fewer than the network
/// has; libraries round the number of those up, to at most the next 128.
void compareCounts(const ModelTokenizer& own, std::int64_t known, TokenizerDifferences& found)
{
    constexpr std::int64_t kRounded = 128;
    for (const ToldWords& list : own.lists) {
        const auto words = static_cast<std::int64_t>(list.words.size());
        const std::string both = list.file + " has " + std::to_string(words) +
                                 " words, and the network knows " + std::to_string(known);
        if (words > known) {
            found.grave.push_back(both);
        } else if (const auto most = words + static_cast<std::int64_t>(own.added.size()) + kRounded;
                   words > 0 && known > most) {
            found.slight.push_back(both + ", so that it may belong to another model");
        }
    }
}

/// How a study of sentences reads them.
UsedTokenizer tokenizerOf(const fs::path& folder, const Study& study)
{
    const Tokenisation& tokenisation = study.tokenisation.value();
    UsedTokenizer used{.vocabulary = "the study",
                       .words = {},
                       .rules = tokenisation.options.rules,
                       .special = SentenceReader(folder, study).special(),
                       .tokens = {}};
    if (!tokenisation.vocabulary.empty()) {
        used.vocabulary = "the study's vocabulary";
        used.words = vocabularyWords(folder / tokenisation.vocabulary);
    }
    for (const Sample& sample : study.samples) {
        used.tokens.insert(used.tokens.end(), sample.tokens.begin(), sample.tokens.end());
        used.hasIdeographs = used.hasIdeographs || hasIdeographs(sample.text);
        used.hasPairs = used.hasPairs || sample.second != 0;
    }
    return used;
}

} // namespace

TokenizerFit tokenizerFit(const std::string& subject, const fs::path& model, std::int64_t known,
                          const UsedTokenizer& used)
{
    std::error_code status;
    const ModelTokenizer own =
        modelTokenizer(fs::is_directory(model, status) ? model : model.parent_path());
    TokenizerDifferences found = differencesOf(own, used);
    if (known > 0) {
        compareCounts(own, known, found);
    }
    TokenizerFit fit;
    if (!found.grave.empty()) {
        fit.problem = subject +
                      " lies with another tokenizer than the one that reads the "
                      "sentences: " +
                      joined(found.grave, "; ") +
                      ". Its answers would be to other words. Take networks and the tokenizer that "
                      "they were trained with, in a study of their own; or remove or correct files "
                      "of a tokenizer that belong to another model.";
    }
    for (const std::string& slight : found.slight) {
        fit.warnings.push_back(subject +
                               " lies with a tokenizer that may read some sentences "
                               "otherwise: " +
                               slight + ".");
    }
    return fit;
}

TokenizerFit tokenizerFit(const fs::path& folder, const Study& study, const fs::path& model,
                          std::int64_t known)
{
    return kindOf(study) == SampleKind::Sentence
               ? tokenizerFit("It", model, known, tokenizerOf(folder, study))
               : TokenizerFit();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sst2.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <algorithm>
#include <functional>
#include <string>

namespace palimpsest {

std::vector<LabelledSentence> readSst2(const std::filesystem::path& file)
{
    const TextTable table = readTextTable(file);
    const SentenceColumns columns = guessColumns(table);
    if (const auto problem = columnProblem(table, columns)) {
        throw BadInput(quoted(file) + ": " + *problem);
    }
    std::vector<LabelledSentence> sentences = sentencesOf(table, columns);
    if (labelsOf(sentences) != std::vector<std::string>{"0", "1"}) {
        throw BadInput(quoted(file) + " does not label its sentences by 0 and 1. Give a file of "
                                      "SST-2 with the columns text and label.");
    }
    return sentences;
}

std::vector<LabelledSentence> wholeSentences(std::vector<LabelledSentence> sentences)
{
    std::ranges::stable_sort(sentences, std::ranges::greater(),
                             [](const LabelledSentence& sentence) { return sentence.text.size(); });
    std::vector<LabelledSentence> whole;
    std::string seen = "\n";
    for (LabelledSentence& sentence : sentences) {
        const std::string phrase = " " + sentence.text + " ";
        const auto found =
            std::search(seen.begin(), seen.end(),
                        std::boyer_moore_horspool_searcher(phrase.begin(), phrase.end()));
        if (found == seen.end()) {
            seen += phrase + "\n";
            whole.push_back(std::move(sentence));
        }
    }
    return whole;
}

} // namespace palimpsest

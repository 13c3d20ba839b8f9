// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/samples/sentence.h"
#include "core/samples/token_lists.h"
#include "core/samples/word_pieces.h"
#include "core/study/json_entries.h"
#include "core/study/sample_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

SpecialTokens specialTokens(const SampleFormat::Json& value)
{
    SpecialTokens result;
    for (const auto& [name, number] : kSpecialTokens) {
        const auto entry = valueIn<SampleFormat::Json>(value, name, "\"special_tokens\"");
        if (!entry.is_number_unsigned() || entry > kLargestToken) {
            throw BadInput(std::string("\"") + name + "\" of the special tokens must be a number " +
                           "from 0 on");
        }
        result.*number = entry.get<int>();
    }
    return result;
}

class SentenceFormat : public SampleFormat
{
public:
    const char* preparationKey() const override { return "tokenisation"; }
    Json preparation(const Study& study) const override;
    void readPreparation(const Json& value, const fs::path& folder, Study& study) const override;

    void writeContent(const Sample& sample, Json& entry) const override
    {
        if (sample.second > 0) {
            const SentencePair pair{.text = sample.text, .second = sample.second};
            entry["text"] = firstOf(pair);
            entry["text_pair"] = sample.text.substr(sample.second);
        } else {
            entry["text"] = sample.text;
        }
        if (!sample.tokens.empty()) {
            entry.update(Json(listsOf(sample.tokens)));
        }
    }
    void readContent(const Json& entry, const std::string& where, const fs::path& file,
                     const Study& study, Sample& sample) const override;

    Json baseline(const StudySettings& settings) const override
    {
        return {{"kind", textBaselineName(settings.textBaseline)}};
    }
    void readBaseline(const Json& value, const Study&, StudySettings& settings) const override
    {
        settings.textBaseline =
            namedIn(kTextBaselines, textBaselineName, value, "kind", "the baseline");
    }

    int lowestFormat(const Study& study) const override
    {
        const auto isPair = [](const Sample& sample) { return sample.second > 0; };
        return std::ranges::any_of(study.samples, isPair) ? 5 : 3;
    }

    std::string describeBaseline(const StudySettings& settings) const override
    {
        return describe(settings.textBaseline);
    }

    std::vector<fs::path> files(const Study& study) const override
    {
        const fs::path& vocabulary = study.tokenisation->vocabulary;
        return vocabulary.empty() ? std::vector<fs::path>() : std::vector{vocabulary};
    }
};

SampleFormat::Json SentenceFormat::preparation(const Study& study) const
{
    const Tokenisation& tokenisation = *study.tokenisation;
    if (tokenisation.vocabulary.empty()) {
        Json special;
        for (const auto& [name, number] : kSpecialTokens) {
            special[name] = tokenisation.special.*number;
        }
        return {{"special_tokens", special},
                {"maximum_length", tokenisation.options.maximumLength}};
    }
    return {{"vocabulary", tokenisation.vocabulary.generic_string()},
            {"lower_case", tokenisation.options.rules.lowerCase},
            {"strip_accents", tokenisation.options.rules.stripAccents},
            {"maximum_length", tokenisation.options.maximumLength}};
}

void SentenceFormat::readPreparation(const Json& value, const fs::path& folder, Study& study) const
{
    Tokenisation result;
    if (value.contains("special_tokens")) {
        result.special = specialTokens(value["special_tokens"]);
    } else {
        result.vocabulary = pathIn(value, "vocabulary", "the tokenisation", folder);
    }
    WordPieceOptions& options = result.options;
    options.rules.lowerCase =
        valueIn(value, "lower_case", "the tokenisation", options.rules.lowerCase);
    options.rules.stripAccents =
        valueIn(value, "strip_accents", "the tokenisation", options.rules.stripAccents);
    const auto length =
        valueIn<Json>(value, "maximum_length", "the tokenisation", options.maximumLength);
    if (!length.is_number_unsigned() || length < kShortestSentence || length > kLongestSentence) {
        throw BadInput("\"maximum_length\" of the tokenisation must be a number from " +
                       std::to_string(kShortestSentence) + " to " +
                       std::to_string(kLongestSentence));
    }
    options.maximumLength = length.get<std::size_t>();
    study.tokenisation = std::move(result);
}

void SentenceFormat::readContent(const Json& entry, const std::string& where, const fs::path& file,
                                 const Study& study, Sample& sample) const
{
    sample.text = textIn(entry, "text", where);
    if (study.tokenisation->vocabulary.empty()) {
        sample.tokens = tokensIn(entry, study.tokenisation->special,
                                 "Sample " + sample.id + " of " + quoted(file));
    } else if (entry.contains("text_pair")) {
        SentencePair pair = pairOf(sample.text, textIn(entry, "text_pair", where));
        sample.text = std::move(pair.text);
        sample.second = pair.second;
    }
}

} // namespace

const SampleFormat& sentenceFormat()
{
    static const SentenceFormat format;
    return format;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sentence_picture.h"
#include "app/sheets/sheet_source.h"
#include "core/base/error.h"
#include "core/study/sentence_reader.h"
#include "core/study/study_file.h"

#include <optional>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

class SentenceSheets : public SheetSource
{
public:
    using SheetSource::SheetSource;

    SampleSheet read(const Study& study, const Sample& sample) override;

    MaskedPictures shown(const SampleSheet& sheet, const Study& study) const override
    {
        return drawSentence(sheet.sentence, sheet.words, study.settings);
    }

    std::pair<Image, LabelMap> drawn(const SampleInputs& inputs,
                                     const StudySettings& settings) const override
    {
        MaskedPictures pictures = drawSentence(inputs.sentence, inputs.words, settings);
        return {std::move(pictures.all), std::move(pictures.parts)};
    }

    void writeParts(const SampleSheet& sheet, const Sample& sample) const override
    {
        writeSentenceParts(partsPath(folder(), sample), sheet.words, folder());
    }

    void keepParts(const SampleSheet& sheet, const std::string& id,
                   UnsavedEdits& edits) const override
    {
        edits.words[id] = sheet.words;
    }

private:
    std::optional<SentenceReader> m_reader; ///< once it was needed
};

SampleSheet SentenceSheets::read(const Study& study, const Sample& sample)
{
    SampleSheet sheet;
    try {
        if (!m_reader) {
            m_reader.emplace(folder(), study);
        }
        sheet.sentence = m_reader->read(sample.text, sample.tokens, sample.second);
    } catch (const Error& error) {
        sheet.pictureProblem = QString::fromUtf8(error.what());
        sheet.partsProblem = sheet.pictureProblem; // nobody knows which words there are
        return sheet;
    }
    sheet.words.text = sheet.sentence.text;
    try {
        SentenceParts words = chosenParts(folder(), sample, sheet.sentence);
        requirePartsOf(sheet.sentence, words);
        sheet.words = std::move(words);
    } catch (const Error& error) {
        sheet.partsProblem = QString::fromUtf8(error.what());
    }
    const MaskedPictures drawn = drawSentence(sheet.sentence, sheet.words, StudySettings());
    sheet.picture = drawn.all;
    sheet.parts = drawn.parts;
    return sheet;
}

} // namespace

std::unique_ptr<SheetSource> sentenceSheets(const fs::path& folder)
{
    return std::make_unique<SentenceSheets>(folder);
}

} // namespace palimpsest

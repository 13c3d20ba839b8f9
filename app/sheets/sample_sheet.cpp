// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sample_sheet.h"

#include "app/sheets/sentence_picture.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"

namespace palimpsest {

namespace fs = std::filesystem;

SheetReader::SheetReader(fs::path folder) : m_folder(std::move(folder)) {}

SampleSheet SheetReader::read(const Study& study, const Sample& sample)
{
    if (study.tokenisation) {
        return readSentence(study, sample);
    }
    SampleSheet sheet;
    const Preprocessing& preprocessing = study.preprocessing;
    try {
        sheet.picture = fitted(readImage(m_folder / sample.image, preprocessing.channels()),
                               preprocessing, quoted(sample.image));
    } catch (const Error& error) {
        sheet.pictureProblem = QString::fromUtf8(error.what());
    }
    sheet.drawing = {.width = preprocessing.width, .height = preprocessing.height};
    const fs::path file = partsPath(m_folder, sample);
    try {
        if (stands(file)) {
            sheet.drawing = seenParts(m_folder, sample, preprocessing);
        }
    } catch (const Error& error) {
        sheet.partsProblem = QString::fromUtf8(error.what());
    }
    sheet.parts = paint(sheet.drawing);
    return sheet;
}

SeenSheet SheetReader::readSeen(const Study& study, const Sample& sample)
{
    SeenSheet seen{.sheet = {},
                   .picture = seenFile(m_folder / sample.image),
                   .parts = seenFile(partsPath(m_folder, sample))};
    seen.sheet = read(study, sample);
    return seen;
}

SampleSheet SheetReader::readSentence(const Study& study, const Sample& sample)
{
    SampleSheet sheet;
    try {
        if (!m_reader) {
            m_reader.emplace(m_folder, study);
        }
        sheet.sentence = m_reader->read(sample.text, sample.tokens);
    } catch (const Error& error) {
        sheet.pictureProblem = QString::fromUtf8(error.what());
        sheet.partsProblem = sheet.pictureProblem; // nobody knows which words there are
        return sheet;
    }
    sheet.words.text = sheet.sentence.text;
    try {
        SentenceParts words = chosenParts(m_folder, sample, sheet.sentence);
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

MaskedPictures shownPictures(const SampleSheet& sheet, const Study& study)
{
    return study.tokenisation ? drawSentence(sheet.sentence, sheet.words, study.settings)
                              : maskedPictures(sheet.picture, sheet.parts, study);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/pictures/image.h"
#include "core/study/sentence_reader.h"
#include "core/study/study.h"
#include "core/units/sample_inputs.h"

#include <QCoreApplication>
#include <QString>

#include <filesystem>
#include <optional>

namespace palimpsest {

/// A sample's picture and parts as the window holds them.
struct SampleSheet
{
    Image picture;
    Drawing drawing;
    LabelMap parts; ///< paint(drawing), or the words of a sentence as drawn in `picture`
    TokenisedSentence sentence; ///< where samples are sentences: `picture` shows its words
    SentenceParts words;        ///< which of them make a part
    QString pictureProblem;     ///< why there is no picture, or empty
    QString partsProblem;       ///< why its parts file is left alone and cannot be edited, or empty
};

/// What models see of a sample. Throws as maskedPictures does.
MaskedPictures shownPictures(const SampleSheet& sheet, const Study& study);

/// Reads the files of samples.
class SheetReader
{
    Q_DECLARE_TR_FUNCTIONS(SheetReader)

public:
    explicit SheetReader(std::filesystem::path folder);

    /// Picture and parts of a sample; what keeps them from being shown stands in the sheet.
    SampleSheet read(const Study& study, const Sample& sample);

private:
    SampleSheet readSentence(const Study& study, const Sample& sample);

    std::filesystem::path m_folder;
    std::optional<SentenceReader> m_reader; ///< of sentences, once it was needed
};

} // namespace palimpsest

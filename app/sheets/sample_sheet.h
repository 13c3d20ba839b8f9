// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/label_map.h"
#include "core/pictures/image.h"
#include "core/samples/sentence.h"
#include "core/samples/sentence_parts.h"
#include "core/study/seen_file.h"

#include <QString>

#include <string>

namespace palimpsest {

/// A sample's picture and parts as the window holds them.
struct SampleSheet
{
    Image picture;
    Drawing drawing;
    std::string otherKeys; ///< JSON object to be added to the file of its parts, or empty
    LabelMap parts;        ///< paint(drawing), or the words of a sentence as drawn in `picture`
    TokenisedSentence sentence; ///< where samples are sentences: `picture` shows its words
    SentenceParts words;        ///< which of them make a part
    QString pictureProblem;     ///< why there is no picture, or empty
    QString partsProblem;       ///< why its parts file is left alone and cannot be edited, or empty
};

/// A sheet, and what its files held when it was read.
struct SeenSheet
{
    SampleSheet sheet;
    SeenFile picture;
    SeenFile parts;
};

} // namespace palimpsest

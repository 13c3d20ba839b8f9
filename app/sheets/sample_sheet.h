// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/label_map.h"
#include "core/parts/pixel_size.h"
#include "core/pictures/image.h"
#include "core/samples/sentence.h"
#include "core/samples/sentence_parts.h"
#include "core/study/seen_file.h"

#include <QString>

#include <optional>
#include <string>

namespace palimpsest {

/// A sample's picture and parts as the window holds them. The picture of the file itself, which may
/// be large, is not among them: OriginalPicture reads that of the sample that is drawn on.
struct SampleSheet
{
    Image picture;                   ///< as the models see it
    std::optional<PixelSize> stored; ///< of the picture in its file
    Drawing
        drawing; ///< on the pixels that its file speaks of, the stored ones or those of `picture`
    std::string otherKeys; ///< JSON object to be added to the file of its parts, or empty
    LabelMap parts; ///< what models see of the drawing, or the words of a sentence in `picture`
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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/label_map.h"
#include "core/parts/part_names.h"
#include "core/samples/sentence_parts.h"

#include <QColor>
#include <QString>

#include <cstddef>
#include <vector>

namespace palimpsest {

/// A part as lists and menus show it.
struct PartRow
{
    QString name;
    QString shown; ///< the name, with the words of the part where it does not say them
    QColor colour;
    QString tip;            ///< of the name
    QString covers;         ///< share of the picture, or empty
    QString coverage;       ///< what that means
    std::size_t pixels = 0; ///< of what models see; 0 of a sentence
    bool isEmpty = false;

    bool operator==(const PartRow&) const = default;
};

/// The parts of a drawing; `map` is what models see of it.
std::vector<PartRow> partRows(const Drawing& drawing, const LabelMap& map);

/// `parts` are of `sentence`.
std::vector<PartRow> partRows(const TokenisedSentence& sentence, const SentenceParts& parts);

/// The look that a part of a set begins with.
PartStyle styleOf(const PartNames& set, int entry);

/// "12 %", with a digit more below ten.
QString percentText(double share);

} // namespace palimpsest

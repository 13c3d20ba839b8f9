// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/part_row.h"

#include "widgets/style/part_colours.h"

#include <QObject>

namespace palimpsest {

std::vector<PartRow> partRows(const Drawing& drawing, const LabelMap& map)
{
    std::vector<PartRow> rows;
    for (std::size_t i = 0; i < drawing.parts.size(); ++i) {
        const PartStyle& style = drawing.parts[i];
        const double share =
            static_cast<double>(map.parts[i].pixels) / static_cast<double>(map.labels.size());
        const QString name = QString::fromStdString(style.name);
        rows.push_back(
            {.name = name,
             .shown = name,
             .colour = partColour(style, static_cast<int>(i)),
             .tip = name,
             .covers = percentText(share),
             .coverage =
                 share > 0.0
                     ? QObject::tr("Share of the picture that this part covers: %1 of the %2 "
                                   "pixels that models see")
                           .arg(map.parts[i].pixels)
                           .arg(map.labels.size())
                     : QObject::tr("This part covers no pixel. Draw it, merge it or delete it."),
             .pixels = map.parts[i].pixels,
             .isEmpty = share <= 0.0});
    }
    return rows;
}

std::vector<PartRow> partRows(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    std::vector<PartRow> rows;
    for (const WordPart& part : parts.parts) {
        const QString name = QString::fromStdString(part.label);
        const QString words = QString::fromStdString(phraseOf(sentence, part.words));
        rows.push_back({.name = name,
                        .shown = name == words ? name : QObject::tr("%1 · %2").arg(name, words),
                        .colour = partColour(part, static_cast<int>(rows.size())),
                        .tip = QObject::tr("Words of this part: %1").arg(words),
                        .covers = {},
                        .coverage = {},
                        .pixels = 0});
    }
    return rows;
}

PartStyle styleOf(const PartNames& set, int entry)
{
    const NamedPart& part = set.parts[static_cast<std::size_t>(entry)];
    PartStyle style{.name = part.name, .colour = part.colour};
    style.colour = partColour(style, entry).name().toStdString();
    return style;
}

QString percentText(double share)
{
    const double percent = 100.0 * share;
    const int digits = percent > 0.0 && percent < 9.95 ? 1 : 0;
    return QObject::tr("%1\u00a0%").arg(percent, 0, 'f', digits);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/part_notes.h"

#include "core/base/coalition.h"
#include "widgets/style/icon_label.h"
#include "widgets/style/theme.h"
#include "widgets/tables/part_row.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLocale>

#include <algorithm>
#include <cstddef>

namespace palimpsest {

namespace {

constexpr int kNoteIcon = 16;

void colourText(QLabel* label, const QColor& colour)
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
}

QBoxLayout* makeNote(IconLabel* icon, QLabel* text)
{
    text->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(text, 1);
    return row;
}

/// What is wrong with so many parts, the background among them or not.
QString warningOf(int count, bool hasBackground)
{
    if (count > kMaxParts) {
        return hasBackground
                   ? PartNotes::tr("Models take at most %1 parts, the background among them. "
                                   "Merge or delete some.")
                         .arg(kMaxParts)
                   : PartNotes::tr("Models take at most %1 parts. Merge or delete some.")
                         .arg(kMaxParts);
    }
    return count >= kManyParts ? PartNotes::tr("Every further part doubles the time. Merge parts "
                                               "that need not be told apart.")
                               : QString();
}

} // namespace

PartNotes::PartNotes(QWidget* parent)
    : QWidget(parent), m_summary(new QLabel(this)), m_warningIcon(new IconLabel(kNoteIcon, this)),
      m_warning(new QLabel(this)), m_lockIcon(new IconLabel(kNoteIcon, this)),
      m_lock(new QLabel(this))
{
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setWordWrap(true);
    m_warning->setObjectName(QStringLiteral("warning"));
    m_lock->setObjectName(QStringLiteral("lock"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(makeNote(m_warningIcon, m_warning));
    layout->addLayout(makeNote(m_lockIcon, m_lock));
    layout->addWidget(m_summary);
    refresh();
}

void PartNotes::setDrawing(const Drawing& drawing, const LabelMap& map)
{
    std::size_t covered = 0;
    for (const Part& part : map.parts) {
        covered += part.pixels;
    }
    const double share =
        map.labels.empty() ? 0.0
                           : static_cast<double>(covered) / static_cast<double>(map.labels.size());
    const bool isAll = map.width == drawing.width && map.height == drawing.height;
    m_facts.covered =
        (isAll ? tr("%1 of the picture") : tr("%1 of what the models see")).arg(percentText(share));
    m_facts.hasRest = covered < map.labels.size();
    m_facts.hasWords = false;
    m_facts.empty = static_cast<int>(std::ranges::count(map.parts, 0U, &Part::pixels));
    refresh();
}

void PartNotes::setWords(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    const auto tokens = tokensOfWords(sentence);
    std::size_t covered = 0;
    for (const WordPart& part : parts.parts) {
        covered += static_cast<std::size_t>(std::ranges::count_if(
            part.words, [&](std::size_t word) { return !tokens[word].empty(); }));
    }
    const auto read = static_cast<std::size_t>(
        std::ranges::count_if(tokens, [](const auto& of) { return !of.empty(); }));
    m_facts.covered = tr("%1 of %2 words").arg(covered).arg(read);
    m_facts.hasRest = covered < read;
    m_facts.hasWords = true;
    m_facts.empty = 0;
    refresh();
}

void PartNotes::setFacts(const PartFacts& facts)
{
    m_facts = facts;
    refresh();
}

QString PartNotes::summary(int count) const
{
    const int drawn = m_facts.parts;
    if (m_facts.previewed) {
        const QString parts =
            *m_facts.previewed == 1 ? tr("1 part") : tr("%1 parts").arg(*m_facts.previewed);
        return tr("preview: %1").arg(parts) +
               (m_facts.missing > 0 ? tr(" · %1 missing").arg(m_facts.missing) : QString()) +
               tr(" · Enter keeps what is shown");
    }
    if (drawn == 0 && m_facts.missing > 0) {
        return m_facts.hasWords ? tr("No part yet. Select words and press the digit of their part.")
                                : tr("No part yet. Choose one that is missing, then draw it.");
    }
    if (drawn == 0) {
        return m_facts.hasWords ? tr("No part yet. Select words and press Enter to make them one.")
                                : tr("No part yet. Press N for a new one, then draw it.");
    }
    const int seen = drawn - m_facts.empty; // which lists of samples count
    QString text = seen == 0 ? tr("no parts") : seen == 1 ? tr("1 part") : tr("%1 parts").arg(seen);
    text += m_facts.empty > 0 ? tr(" · %1 without a pixel").arg(m_facts.empty) : QString();
    text += m_facts.missing > 0 ? tr(" · %1 missing").arg(m_facts.missing) : QString();
    text += tr(" · %1").arg(m_facts.covered);
    text += count > drawn ? tr(" · the rest is one more") : QString();
    if (count <= kMaxParts) {
        text +=
            tr(" · %1\u00a0maskings").arg(QLocale().toString(qulonglong{coalitionCount(count)}));
    }
    return text;
}

void PartNotes::refresh()
{
    const bool hasBackground = m_facts.countsRest && m_facts.parts > 0 && m_facts.hasRest;
    const int count = m_facts.parts + (hasBackground ? 1 : 0);
    const QString warning = warningOf(count, hasBackground);
    m_summary->setText(summary(count));
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    m_warningIcon->setVisible(!warning.isEmpty());
    m_lock->setText(m_facts.hasWords
                        ? tr("Parts are locked, as values of them are stored. They can still be "
                             "merged, deleted, moved, renamed and recoloured as they are.")
                        : tr("Shapes are locked, as values of them are stored. Parts can still be "
                             "merged, deleted, moved, renamed and recoloured."));
    m_lock->setVisible(m_facts.isLocked);
    m_lockIcon->setVisible(m_facts.isLocked);

    const ThemeColours& colours = themeColours();
    const bool isError = count > kMaxParts;
    const QColor warningColour = isError ? colours.error : colours.stale;
    colourText(m_summary, colours.faintText);
    colourText(m_lock, colours.faintText);
    colourText(m_warning, warningColour);
    m_warningIcon->setIcon(isError ? QStringLiteral("error") : QStringLiteral("warning"),
                           warningColour);
    m_lockIcon->setIcon(QStringLiteral("lock"), colours.faintText);
}

void PartNotes::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange) {
        refresh(); // their colours are of the theme
    }
    QWidget::changeEvent(event);
}

} // namespace palimpsest

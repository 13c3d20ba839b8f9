// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"
#include "core/base/error.h"
#include "core/parts/edits.h"
#include "core/samples/sentence_edits.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/style/part_colours.h"

#include <algorithm>

// What the list of parts asks for, as edits of the drawing.

namespace palimpsest {

namespace {

/// Every part with the colour it is shown in, so that it keeps it wherever it goes.
Drawing withColours(Drawing drawing)
{
    for (std::size_t part = 0; part < drawing.parts.size(); ++part) {
        PartStyle& style = drawing.parts[part];
        style.colour = partColour(style, static_cast<int>(part)).name().toStdString();
    }
    return drawing;
}

Drawing withoutShapesOf(Drawing drawing, std::size_t part)
{
    std::erase_if(drawing.shapes,
                  [&](const Shape& shape) { return shape.label == drawing.parts[part].name; });
    return drawing;
}

} // namespace

void PartsPage::connectPanel()
{
    const auto index = [](int part) { return static_cast<std::size_t>(part); };
    connect(m_panel, &PartsPanel::partChosen, this, &PartsPage::choosePart);
    connect(m_panel, &PartsPanel::partAdded, this, &PartsPage::addPart);
    connect(m_panel, &PartsPanel::recolourRequested, this, &PartsPage::recolour);
    connect(m_panel, &PartsPanel::renameRequested, this, [=, this](int part, const QString& name) {
        change(
            tr("rename to %1").arg(name),
            [=](const Drawing& before) {
                return withPartRenamed(before, index(part), name.toStdString());
            },
            [=](const TokenisedSentence&, const SentenceParts& before) {
                return withPartRenamed(before, index(part), name.toStdString());
            });
    });
    connect(m_panel, &PartsPanel::moveRequested, this, [=, this](int from, int to) {
        change(
            tr("reorder parts"),
            [=](const Drawing& before) {
                return withPartMoved(withColours(before), index(from), index(to));
            },
            [=](const TokenisedSentence&, const SentenceParts& before) {
                return withPartMoved(before, index(from), index(to));
            });
        choosePart(to);
    });
    connect(m_panel, &PartsPanel::mergeRequested, this, [=, this](int from, int into) {
        change(
            tr("merge parts"),
            [=](const Drawing& before) {
                return withPartsMerged(withColours(before), index(from), index(into));
            },
            [=](const TokenisedSentence& sentence, const SentenceParts& before) {
                return withPartsMerged(sentence, before, index(from), index(into));
            });
        choosePart(from < into ? into - 1 : into);
    });
    connect(m_panel, &PartsPanel::deleteRequested, this, [=, this](int part) {
        change(
            tr("delete part"),
            [=, this](const Drawing& before) {
                // Stored values hold only when nothing comes to light from below.
                const bool keepsValues = mayHaveValues();
                return withoutPart(keepsValues ? withColours(before)
                                               : withoutShapesOf(withColours(before), index(part)),
                                   index(part));
            },
            [=](const TokenisedSentence&, const SentenceParts& before) {
                return withoutPart(before, index(part));
            });
    });
}

void PartsPage::change(const QString& what, const DrawingEdit& edit, const WordsEdit& ofWords)
{
    if (hasWords()) {
        changeWords(what, ofWords);
    } else {
        change(what, edit);
    }
}

void PartsPage::change(const QString& what, const DrawingEdit& edit)
{
    try {
        m_session.document()->changeDrawing(m_session.selection().sample(), edit(drawing()), what);
    } catch (const Error& error) {
        emit refused(QString::fromUtf8(error.what()));
        showDrawing(); // an edited cell shows the old name again
    }
}

void PartsPage::addPart()
{
    if (!hasSample()) {
        return;
    }
    if (hasWords()) {
        makeOnePart();
        return;
    }
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    if (isLocked() ||
        !sheet.partsProblem.isEmpty()) { // a part without a pixel would make all values stale
        refuseLocked();
        return;
    }
    const auto parts = drawing().parts.size();
    change(tr("new part"), [](const Drawing& before) { return withPart(before); });
    if (drawing().parts.size() > parts) {
        choosePart(static_cast<int>(parts));
        m_panel->editName();
    }
}

void PartsPage::recolour(int part)
{
    const auto index = static_cast<std::size_t>(part);
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    const QColor before = hasWords() ? partColour(sheet.words.parts[index], part)
                                     : partColour(sheet.drawing.parts[index], part);
    if (const auto chosen = m_dialogs.chooseColour(this, before)) {
        const std::string colour = chosen->name().toStdString();
        change(
            tr("recolour part"),
            [&](const Drawing& drawing) { return withPartRecoloured(drawing, index, colour); },
            [&](const TokenisedSentence&, const SentenceParts& words) {
                return withPartRecoloured(words, index, colour);
            });
    }
}

} // namespace palimpsest

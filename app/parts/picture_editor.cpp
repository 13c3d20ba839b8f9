// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/picture_editor.h"

#include "app/parts/known_seeds.h"
#include "app/parts/missing_parts.h"
#include "app/parts/part_removal.h"
#include "app/parts/picture_drafts.h"
#include "app/parts/seen_original.h"
#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/parts/edits.h"
#include "core/samples/picture_view.h"
#include "core/study/part_sets.h"
#include "widgets/panels/ghost_bar.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/pictures/to_qimage.h"
#include "widgets/style/part_colours.h"
#include "widgets/tools/picking.h"
#include "widgets/tools/tool_catalogue.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace palimpsest {

PictureEditor::PictureEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel,
                             QObject* parent)
    : PartEditor(session, lock, panel, parent), m_canvas(new PartsCanvas), m_ghostBar(new GhostBar),
      m_tools(new ToolStrip(*m_canvas)), m_area(makeArea()), m_bar(new DrawingBar(*m_canvas)),
      m_actions(new PictureActions(*m_canvas, *m_tools, *m_bar, this)),
      m_knownSeeds(new KnownSeeds(session, lock, *m_canvas, this)),
      m_drafts(new PictureDrafts(session, *m_canvas, this))
{
    m_bar->addButton(lock.unlockAction());
    m_bar->addButton(m_knownSeeds->action())->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connectCanvas();
    connectAssists();
}

void PictureEditor::connectCanvas()
{
    connect(m_canvas, &PartsCanvas::edited, this, &PictureEditor::take);
    connect(m_canvas, &PartsCanvas::dropped, this, &PictureEditor::takeDropped);
    connect(m_drafts, &PictureDrafts::refused, this, &PartEditor::refused);
    connect(m_drafts, &PictureDrafts::laid, m_ghostBar, &GhostBar::setText);
    connect(m_canvas, &PartsCanvas::partChosen, this, &PictureEditor::choose);
    connect(m_canvas, &PartsCanvas::refused, this, &PartEditor::refused);
    connect(m_canvas, &PartsCanvas::pointed, this, &PartEditor::pointed);
    connect(m_canvas, &PartsCanvas::lockedEdit, this, &PartEditor::refuseLocked);
    connect(m_canvas, &PartsCanvas::lookChanged, this,
            [this] { emit lookChanged(m_canvas->look()); });
    connect(m_canvas, &PartsCanvas::drawingStateChanged, this, &PictureEditor::followGhost);
    connect(m_canvas, &PartsCanvas::drawingStateChanged, this, &PartEditor::drawingStateChanged);
}

QWidget* PictureEditor::makeArea()
{
    connect(m_ghostBar, &GhostBar::kept, m_canvas, &PartsCanvas::finish);
    connect(m_ghostBar, &GhostBar::mirrored, m_canvas, &PartsCanvas::mirrorGhost);
    connect(m_ghostBar, &GhostBar::dropped, m_canvas, &PartsCanvas::dismiss);
    m_ghostBar->hide();
    auto* area = new QWidget;
    area->setFocusProxy(m_canvas);
    auto* layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_ghostBar);
    auto* below = new QHBoxLayout;
    below->setSpacing(0);
    below->addWidget(m_tools);
    below->addWidget(m_canvas, 1);
    layout->addLayout(below, 1);
    return area;
}

void PictureEditor::connectAssists()
{
    connect(m_canvas, &PartsCanvas::assistAsked, this, [this](const Assist& assist) {
        m_assists.ask(
            m_canvas->picture(), assist,
            [this](const AssistResult& result) { m_canvas->takeAssist(result); },
            [this](const QString& why) { m_canvas->failAssist(why); });
    });
    connect(m_canvas, &PartsCanvas::assistDropped, this, [this] { m_assists.drop(); });
}

LockTexts PictureEditor::lockTexts() const
{
    return {.state = tr("Outlines are locked: values of them are stored."),
            .unlock = tr("Unlock to draw"),
            .refusal = tr("Values of these parts are stored. Choose “Unlock to draw” to change "
                          "their outlines.")};
}

QList<QAction*> PictureEditor::actionsAt(bool isOnPart) const
{
    if (!isOnPart) {
        return {m_actions->zoomFit()};
    }
    constexpr const char* kSelect = "select"; // which alone has something selected
    return m_canvas->tool() == QLatin1String(kSelect)
               ? QList{m_actions->deleteShape(), m_actions->zoomPart()}
               : QList{m_actions->zoomPart()};
}

bool PictureEditor::choosePartAt(const QPoint& place)
{
    const QPointF at = m_canvas->transform().toPicture(m_canvas->mapFromGlobal(QPointF(place)));
    const int part = partIndex(sheet().drawing, partAt(sheet().drawing, at));
    if (part >= 0) {
        emit partChosen(part);
    }
    return part >= 0;
}

bool PictureEditor::isOnOriginal() const
{
    return !isOnView(sheet().drawing, session().study().preprocessing);
}

/// The picture that the drawing is on; none where there is none of its size.
QImage PictureEditor::shownPicture()
{
    const Drawing& drawing = sheet().drawing;
    if (!sheet().pictureProblem.isEmpty()) {
        return {};
    }
    if (!isOnOriginal()) {
        return toQImage(sheet().picture);
    }
    try {
        const QImage& original = m_original.of(session().document()->folder() /
                                               session().study().samples[sample()].image);
        return original.size() == QSize(drawing.width, drawing.height) ? original : QImage();
    } catch (const Error& error) { // what is wrong now will stand in the sheet
        emit refused(QString::fromUtf8(error.what()));
        return {};
    }
}

void PictureEditor::showSample()
{
    m_actions->showSeen()->setEnabled(isOnOriginal());
    m_canvas->setPicture(shownPicture());
}

void PictureEditor::showParts()
{
    showDrawing();
    panel().setDrawing(sheet().drawing, sheet().parts);
}

const PartNames* PictureEditor::partSet() const
{
    return partSetFor(session().study(), session().study().samples[sample()]);
}

/// Tools draw parts that there are, so the canvas has those that are missing behind the others.
void PictureEditor::showDrawing()
{
    m_missing = missingParts(partSet(), sheet().drawing);
    Drawing drawing = sheet().drawing;
    std::optional<SeenArea> seen = seenAreaOf(sheet(), session().study().preprocessing);
    for (const PartStyle& part : m_missing) {
        drawing.parts.push_back(part);
        if (seen) {
            seen->parts.parts.push_back({.name = part.name});
        }
    }
    m_canvas->setDrawing(drawing, std::move(seen));
}

/// Makes what was drawn the sample's.
void PictureEditor::take(const Drawing& after, const QString& what, const UnfinishedWork& spent)
{
    put(withoutUndrawn(after, m_missing), what,
        spent.drawn.isEmpty() ? SpentDraft() : m_drafts->spent(spent));
}

void PictureEditor::takeDropped(const UnfinishedWork& work)
{
    const auto tool = std::ranges::find(toolCatalogue(), work.tool, [](const ToolEntry& entry) {
        return QString::fromLatin1(entry.id);
    });
    const QString what = tool == toolCatalogue().end()
                             ? tr("drop copied parts")
                             : tr("drop what “%1” had begun").arg(toolText(tool->text));
    session().document()->dropDraft(sample(), what, m_drafts->spent(work));
}

/// A tool has chosen a part of the canvas.
void PictureEditor::choose(int part)
{
    const int missing = part - static_cast<int>(sheet().drawing.parts.size());
    if (missing < 0) {
        emit partChosen(part);
    } else if (const PartNames* set = partSet()) {
        emit missingChosen(entryOf(*set, m_missing.at(static_cast<std::size_t>(missing)).name));
    }
}

/// What waits for an assist is waited for, as it is of this sample.
void PictureEditor::finishStroke()
{
    m_canvas->endStroke();
    while (m_canvas->awaitsAssist() && m_assists.finish()) {
    }
}

void PictureEditor::leaveSample()
{
    m_drafts->setAside();
}

void PictureEditor::followLock()
{
    const bool isLocked = lock().isLocked() || lock().isBroken();
    if (isLocked) {
        m_drafts->setAside();
    }
    m_canvas->setLocked(isLocked);
    m_knownSeeds->refresh();
    if (!isLocked) {
        m_drafts->show(session().study().samples[sample()].id);
    }
}

/// Says what is laid while there is something.
void PictureEditor::followGhost()
{
    m_ghostBar->setVisible(m_canvas->hasGhost());
}

void PictureEditor::layGhost(std::size_t from)
{
    if (lock().isLocked() || lock().isBroken()) {
        refuseLocked();
        return;
    }
    m_drafts->lay(from);
    m_canvas->setFocus();
}

std::vector<std::string> PictureEditor::partNames() const
{
    std::vector<std::string> names;
    std::ranges::transform(sheet().drawing.parts, std::back_inserter(names), &PartStyle::name);
    return names;
}

void PictureEditor::setCurrentPart(int part)
{
    followSet();
    m_canvas->setCurrentPart(part);
}

void PictureEditor::setMissingPart(const PartStyle& look)
{
    followSet();
    const auto place = std::ranges::find(m_missing, look.name, &PartStyle::name);
    m_canvas->setCurrentPart(place == m_missing.end()
                                 ? -1
                                 : static_cast<int>(sheet().drawing.parts.size()) +
                                       static_cast<int>(place - m_missing.begin()));
}

/// The part set may be another than the canvas shows the missing ones of.
void PictureEditor::followSet()
{
    if (m_missing != missingParts(partSet(), sheet().drawing)) {
        showDrawing();
    }
}

QColor PictureEditor::colourOf(int part) const
{
    return partColour(sheet().drawing.parts[static_cast<std::size_t>(part)], part);
}

void PictureEditor::change(const QString& what, const Edit& edit)
{
    attempt([&] { put(edit(sheet().drawing), what); });
}

/// Whatever the edit was, it is said where it took the last pixel of a part that is still there.
void PictureEditor::put(const Drawing& after, const QString& what, SpentDraft spent)
{
    const LabelMap before = sheet().parts;
    session().document()->changeDrawing(sample(), after, what, std::move(spent));
    if (const auto lost = partsThatLostAll(before, sheet().parts); !lost.empty()) {
        emit noticed(tr("No pixel is left of %1, so nothing of it can be hidden. Undo this, draw "
                        "it again or delete it.")
                         .arg(QString::fromStdString(listedNames(lost))));
    }
}

void PictureEditor::addPart()
{
    if (lock().isLocked() || lock().isBroken()) { // one without a pixel would make all values stale
        refuseLocked();
        return;
    }
    const std::size_t parts = sheet().drawing.parts.size();
    change(tr("new part"), [](const Drawing& before) { return withPart(before); });
    if (sheet().drawing.parts.size() > parts) {
        emit nameRequested(static_cast<int>(parts));
    }
}

void PictureEditor::rename(int part, const PartStyle& look)
{
    const QString what = tr("rename to %1").arg(QString::fromStdString(look.name));
    change(what, [&](const Drawing& before) {
        const auto index = static_cast<std::size_t>(part);
        Drawing after = withPartRenamed(before, index, look.name);
        return look.colour.empty() ? after
                                   : withPartRecoloured(std::move(after), index, look.colour);
    });
}

void PictureEditor::recolour(int part, const QColor& colour)
{
    change(tr("recolour part"), [&](const Drawing& before) {
        return withPartRecoloured(before, static_cast<std::size_t>(part),
                                  colour.name().toStdString());
    });
}

void PictureEditor::move(int from, int to)
{
    change(tr("reorder parts"), [&](const Drawing& before) {
        return withPartMoved(withColours(before), static_cast<std::size_t>(from),
                             static_cast<std::size_t>(to));
    });
}

void PictureEditor::merge(int from, int into)
{
    change(tr("merge parts"), [&](const Drawing& before) {
        return withPartsMerged(withColours(before), static_cast<std::size_t>(from),
                               static_cast<std::size_t>(into));
    });
}

void PictureEditor::remove(int part)
{
    change(tr("delete part"), [&](const Drawing& before) {
        return withoutPartOf(withColours(before), static_cast<std::size_t>(part),
                             lock().mayHaveValues());
    });
}

} // namespace palimpsest

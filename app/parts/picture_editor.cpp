// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/picture_editor.h"

#include "core/base/error.h"
#include "core/parts/edits.h"
#include "core/samples/picture_view.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/pictures/to_qimage.h"
#include "widgets/style/part_colours.h"

#include <QAction>

#include <utility>

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

PictureEditor::PictureEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel,
                             QObject* parent)
    : PartEditor(session, lock, panel, parent), m_canvas(new PartsCanvas),
      m_bar(new DrawingBar(*m_canvas)), m_showSeen(makeCommand("showSeen", this))
{
    m_showSeen->setCheckable(true);
    connect(m_showSeen, &QAction::toggled, m_canvas, &PartsCanvas::setSeenShown);
    m_bar->addSeparator();
    m_bar->addAction(lock.unlockAction());
    m_sizeActions = {makeCommand("smallerTool", this), makeCommand("largerTool", this)};
    for (const auto& [action, steps] :
         {std::pair(m_sizeActions.front(), -1), std::pair(m_sizeActions.back(), 1)}) {
        connect(action, &QAction::triggered, m_canvas,
                [this, steps] { m_canvas->stepToolOption(steps); });
    }
    m_shapeActions = {
        makeAction("finishOutline", &PartsCanvas::finish),
        makeAction("giveUpOutline", &PartsCanvas::giveUp),
        makeAction("takeBackPoint", &PartsCanvas::takeBackPoint),
        makeAction("deleteShape", &PartsCanvas::deleteSelected),
    };
    m_viewActions = {
        makeAction("zoomIn", &PartsCanvas::zoomIn),
        makeAction("zoomOut", &PartsCanvas::zoomOut),
        makeAction("zoomFit", &PartsCanvas::zoomToFit),
        m_showSeen,
    };
    m_viewActions += m_bar->lookActions();
    connect(m_canvas, &PartsCanvas::lookChanged, this,
            [this] { emit lookChanged(m_canvas->look()); });
    connectCanvas();
    connectAssists();
    connect(&session, &StudySession::opened, this, [this] {
        m_canvas->giveUp(); // of another study
        m_outlines.clear();
    });
}

QAction* PictureEditor::makeAction(const char* id, CanvasSlot slot)
{
    QAction* action = makeCommand(id, this);
    connect(action, &QAction::triggered, m_canvas, slot);
    return action;
}

void PictureEditor::connectCanvas()
{
    connect(m_canvas, &PartsCanvas::edited, this,
            [this](const Drawing& after, const QString& what) {
                session().document()->changeDrawing(sample(), after, what);
            });
    connect(m_canvas, &PartsCanvas::partChosen, this, &PartEditor::partChosen);
    connect(m_canvas, &PartsCanvas::refused, this, &PartEditor::refused);
    connect(m_canvas, &PartsCanvas::pointed, this, &PartEditor::pointed);
    connect(m_canvas, &PartsCanvas::lockedEdit, this, &PartEditor::refuseLocked);
    connect(m_canvas, &PartsCanvas::drawingStateChanged, this, &PartEditor::drawingStateChanged);
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

QList<QList<QAction*>> PictureEditor::editActions() const
{
    return {m_bar->toolActions(), m_sizeActions, m_shapeActions};
}

QList<QAction*> PictureEditor::pageActions() const
{
    return m_bar->toolActions() + m_sizeActions + m_viewActions;
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

/// What the models see of an original; none where the drawing is on that.
std::optional<SeenArea> PictureEditor::seenArea() const
{
    const Drawing& drawing = sheet().drawing;
    if (!isOnOriginal() || !sheet().pictureProblem.isEmpty() || !sheet().partsProblem.isEmpty()) {
        return std::nullopt;
    }
    const Preprocessing& preprocessing = session().study().preprocessing;
    const PictureMapping back = inverted(viewOf(drawing.width, drawing.height, preprocessing));
    const QRectF all(0, 0, drawing.width, drawing.height);
    const QRectF area(QPointF(back.left, back.top), QSizeF(back.scaleX * preprocessing.width,
                                                           back.scaleY * preprocessing.height));
    return SeenArea{.area = area.intersected(all),
                    .picture = toQImage(sheet().picture),
                    .parts = sheet().parts};
}

void PictureEditor::showSample()
{
    m_shownSample = session().study().samples[sample()].id;
    m_showSeen->setEnabled(isOnOriginal());
    m_canvas->setPicture(shownPicture());
}

void PictureEditor::showParts()
{
    m_canvas->setDrawing(sheet().drawing, seenArea());
    panel().setDrawing(sheet().drawing, sheet().parts);
}

void PictureEditor::leaveSample()
{
    keepOutline();
    m_canvas->giveUp();
}

void PictureEditor::followLock()
{
    const bool isLocked = lock().isLocked() || lock().isBroken();
    if (isLocked) {
        keepOutline();
    }
    m_canvas->setLocked(isLocked);
    resumeOutline();
}

/// What is being drawn waits with its sample until that is shown again.
void PictureEditor::keepOutline()
{
    if (const auto outline = m_canvas->unfinishedOutline(); !outline.points.isEmpty()) {
        m_outlines[m_shownSample] = outline;
        m_canvas->giveUp();
    }
}

void PictureEditor::resumeOutline()
{
    const auto waiting = m_outlines.find(m_shownSample);
    if (waiting != m_outlines.end() && !m_canvas->isLocked()) {
        m_canvas->resumeOutline(waiting->second);
        m_outlines.erase(waiting);
    }
}

int PictureEditor::partCount() const
{
    return static_cast<int>(sheet().drawing.parts.size());
}

QColor PictureEditor::colourOf(int part) const
{
    return partColour(sheet().drawing.parts[static_cast<std::size_t>(part)], part);
}

void PictureEditor::change(const QString& what, const Edit& edit)
{
    attempt([&] { session().document()->changeDrawing(sample(), edit(sheet().drawing), what); });
}

void PictureEditor::addPart()
{
    if (lock().isLocked() || lock().isBroken()) { // one without a pixel would make all values stale
        refuseLocked();
        return;
    }
    const int parts = partCount();
    change(tr("new part"), [](const Drawing& before) { return withPart(before); });
    if (partCount() > parts) {
        emit nameRequested(parts);
    }
}

void PictureEditor::rename(int part, const QString& name)
{
    change(tr("rename to %1").arg(name), [&](const Drawing& before) {
        return withPartRenamed(before, static_cast<std::size_t>(part), name.toStdString());
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
        const auto index = static_cast<std::size_t>(part);
        // Stored values hold only when nothing comes to light from below.
        return withoutPart(lock().mayHaveValues() ? withColours(before)
                                                  : withoutShapesOf(withColours(before), index),
                           index);
    });
}

} // namespace palimpsest

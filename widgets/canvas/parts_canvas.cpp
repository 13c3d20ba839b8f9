// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas.h"

#include "widgets/canvas/parts_canvas_state.h"
#include "widgets/tools/picking.h"

#include <QPainter>

#include <string>
#include <utility>

namespace palimpsest {

PartsCanvas::PartsCanvas(QWidget* parent) : PictureView(parent), m_state(std::make_unique<State>())
{
    setAccessibleName(tr("Drawing of the parts"));
    connect(this, &PictureView::transformed, this, [this] { m_state->painted = {}; });
}

PartsCanvas::~PartsCanvas() = default;

void PartsCanvas::setDrawing(const Drawing& drawing, std::optional<SeenArea> seen)
{
    if (m_state->set(drawing, std::move(seen))) {
        emit assistDropped();
    }
    lookForUncovered();
    take(m_state->tool().prepare(scene()));
    pointAgain();
}

void PartsCanvas::setSeenShown(bool shown)
{
    m_state->isSeenShown = shown;
    m_state->refreshLayer();
    update();
}

void PartsCanvas::setTool(const QString& id)
{
    endStroke();
    if (m_state->tools.choose(id)) {
        emit assistDropped();
        take(m_state->tool().prepare(scene()));
        emit toolChosen(id);
        pointAgain(); // the tool did not know where the pointer rests
    }
}

QString PartsCanvas::tool() const
{
    return m_state->tools.chosenId();
}

std::vector<ToolOption> PartsCanvas::toolOptions(const QString& id) const
{
    return m_state->tools.tool(id).options();
}

void PartsCanvas::setToolOption(const QString& id, std::size_t index, int value)
{
    m_state->tools.tool(id).setOption(index, value);
    take(m_state->tool().prepare(scene()));
}

void PartsCanvas::stepToolOption(int steps)
{
    m_state->tools.stepOption(steps);
    take(m_state->tool().prepare(scene()));
}

void PartsCanvas::setCurrentPart(int part)
{
    const int shown = m_state->hasPart(part) ? part : -1;
    if (shown != m_state->currentPart) {
        m_state->currentPart = shown;
        m_state->refreshLayer();
        sayPointed();
        update();
    }
}

int PartsCanvas::currentPart() const
{
    return m_state->currentPart;
}

void PartsCanvas::setLocked(bool locked)
{
    if (locked == m_state->isLocked) {
        return;
    }
    m_state->isLocked = locked;
    if (isDrawing()) {
        giveUp();
    }
    toolChanged();
}

bool PartsCanvas::isLocked() const
{
    return m_state->isLocked;
}

void PartsCanvas::setObject(std::shared_ptr<const ObjectOutline> object)
{
    m_state->object = std::move(object);
    lookForUncovered();
    update();
}

std::shared_ptr<const ObjectOutline> PartsCanvas::object() const
{
    return m_state->object;
}

UnfinishedWork PartsCanvas::unfinished() const
{
    return {.tool = tool(), .drawn = m_state->tool().unfinished()};
}

void PartsCanvas::resume(const UnfinishedWork& work)
{
    setTool(work.tool);
    m_state->tool().resume(work.drawn);
    take(m_state->tool().prepare(scene()));
}

void PartsCanvas::setLook(const PartsLook& look)
{
    if (look != m_state->look) {
        m_state->look = look;
        m_state->refreshLayer();
        lookForUncovered();
        update();
        emit lookChanged();
    }
}

const PartsLook& PartsCanvas::look() const
{
    return m_state->look;
}

double PartsCanvas::uncoveredShare() const
{
    return m_state->uncovered.share();
}

void PartsCanvas::lookForUncovered()
{
    if (m_state->look.showsUncovered) {
        const auto object = scene().object;
        m_state->uncovered.set(m_state->map, object ? &object->pixels : nullptr);
        m_state->painted = {};
        emit lookChanged();
    }
}

void PartsCanvas::zoomToPart()
{
    zoomTo(m_state->currentPart < 0 ? QRectF() : m_state->layer.boxOf(m_state->currentPart));
}

void PartsCanvas::zoomToObject()
{
    zoomTo(m_state->layer.boxOf(-1));
}

void PartsCanvas::endStroke()
{
    if (const auto at = std::exchange(m_state->pressedAt, std::nullopt)) {
        take(m_state->tool().release(scene(), pointerAt(*at)));
    }
}

bool PartsCanvas::awaitsAssist() const
{
    return m_state->tool().awaitsAssist();
}

bool PartsCanvas::isDrawing() const
{
    return m_state->tool().isBusy();
}

bool PartsCanvas::hasTakenBack() const
{
    return m_state->tool().hasTakenBack();
}

void PartsCanvas::layGhost(const Drawing& ghost, const Placement& start)
{
    giveUp();
    const PixelSize size{m_state->drawing.width, m_state->drawing.height};
    m_state->tools.lay(std::make_unique<GhostTool>(ghost, size, start));
    toolChanged();
}

bool PartsCanvas::hasGhost() const
{
    return m_state->tools.ghost() != nullptr;
}

void PartsCanvas::mirrorGhost()
{
    if (GhostTool* ghost = m_state->tools.ghost()) {
        ghost->mirror();
        update();
    }
}

void PartsCanvas::finish()
{
    take(m_state->tool().finish(scene()));
}

void PartsCanvas::giveUp()
{
    m_state->tool().giveUp();
    emit assistDropped();
    toolChanged();
}

void PartsCanvas::dismiss()
{
    take(m_state->tool().dismiss(scene()));
    emit assistDropped();
}

void PartsCanvas::takeAssist(const AssistResult& result)
{
    take(result(scene()));
}

void PartsCanvas::failAssist(const QString& why)
{
    m_state->tool().assistFailed();
    toolChanged();
    emit refused(why);
}

void PartsCanvas::takeBackPoint()
{
    take(m_state->tool().takeBackPoint(scene()));
}

void PartsCanvas::bringBackPoint()
{
    take(m_state->tool().bringBackPoint(scene()));
}

void PartsCanvas::deleteSelected()
{
    take(m_state->tool().deleteSelected(scene()));
}

void PartsCanvas::take(const ToolAnswer& answer)
{
    const std::string chosen = m_state->chosenName(answer);
    if (answer.object) {
        m_state->object = *answer.object;
        lookForUncovered();
    }
    toolChanged();
    if (answer.wasLocked) {
        emit lockedEdit();
    }
    if (answer.assist) {
        emit assistAsked(answer.assist);
    }
    if (!answer.refusal.isEmpty()) {
        emit refused(answer.refusal);
    }
    if (answer.edit) {
        emit edited(*answer.edit, answer.what);
    }
    const int part = partIndex(m_state->drawing, chosen);
    if (part >= 0 && part != m_state->currentPart) {
        setCurrentPart(part);
        emit partChosen(part);
    }
}

ToolScene PartsCanvas::scene() const
{
    return m_state->scene(picture().cacheKey());
}

void PartsCanvas::toolChanged()
{
    m_state->tools.forgetIdleGhost();
    update();
    updateCursor();
    const bool isOther = isDrawing() != m_state->wasDrawing;
    if (hasTakenBack() != std::exchange(m_state->hadTakenBack, hasTakenBack()) || isOther) {
        m_state->wasDrawing = isDrawing();
        emit drawingStateChanged();
    }
    if (m_state->optionsChanged()) {
        emit toolOptionsChanged();
    }
    sayPointed();
}

/// As tools say something else after a key, a number or a result, though the pointer rests.
void PartsCanvas::sayPointed()
{
    if (const auto at = pointedAt()) {
        const QString text = m_state->textAt(*at, scene());
        if (std::exchange(m_state->said, text) != text) {
            emit pointed(text);
        }
    }
}

ToolPointer PartsCanvas::pointerAt(QPointF position) const
{
    return {.position = position,
            .pickRadius = kPickRadius / transform().zoom(),
            .keys = m_state->keys};
}

void PartsCanvas::paintOver(QPainter& painter)
{
    if (m_state->painted.isNull() || m_state->painted.devicePixelRatio() != devicePixelRatio()) {
        m_state->paintLayer(*this);
    }
    painter.drawPixmap(0, 0, m_state->painted);
    m_state->paintTool(*this, painter);
}

void PartsCanvas::changeEvent(QEvent* event)
{
    m_state->painted = {}; // which has colours of the theme
    PictureView::changeEvent(event);
}

QCursor PartsCanvas::idleCursor() const
{
    return m_state->isLocked && m_state->tool().draws() ? Qt::ForbiddenCursor
                                                        : m_state->tool().cursor();
}

} // namespace palimpsest

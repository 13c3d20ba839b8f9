// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas.h"

#include "widgets/canvas/parts_canvas_state.h"
#include "widgets/tools/picking.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include <string>
#include <utility>

namespace palimpsest {

PartsCanvas::PartsCanvas(QWidget* parent) : PartsView(parent), m_state(std::make_unique<State>())
{
    setAccessibleName(tr("Drawing of the parts"));
}

PartsCanvas::~PartsCanvas() = default;

void PartsCanvas::setDrawing(const Drawing& drawing, std::optional<SeenArea> seen)
{
    const Drawing before = showDrawing(drawing, std::move(seen));
    if (m_state->tools.drawingChanged(before, drawing)) {
        emit assistDropped();
    }
    take(m_state->tool().prepare(scene()));
    pointAgain();
}

void PartsCanvas::setTool(const QString& id)
{
    endStroke();
    const bool hadGhost = hasGhost();
    if (hadGhost) {
        dismiss();
    }
    if (m_state->tools.choose(id) || hadGhost) {
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
    if (highlight(part)) {
        sayPointed();
    }
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

UnfinishedWork PartsCanvas::unfinished() const
{
    return m_state->tools.inHand();
}

std::vector<UnfinishedWork> PartsCanvas::allUnfinished() const
{
    return m_state->tools.unfinished();
}

void PartsCanvas::put(const UnfinishedWork& work)
{
    m_state->tools.put(work);
    if (work.tool == unfinished().tool) {
        emit assistDropped();
        take(m_state->tool().prepare(scene()));
    }
}

void PartsCanvas::resume(const UnfinishedWork& work)
{
    setTool(work.tool);
    put(work);
}

void PartsCanvas::clear()
{
    m_state->tools.giveUp();
    emit assistDropped();
    toolChanged();
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

void PartsCanvas::layGhost(const Drawing& ghost, const Placement& start, const QJsonObject& fitted)
{
    endStroke();
    const PixelSize size{drawing().width, drawing().height};
    m_state->tools.lay(std::make_unique<GhostTool>(ghost, size, start));
    m_state->tools.ghost()->resume(fitted);
    emit assistDropped();
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
    const UnfinishedWork work = unfinished();
    const AbstractTool& dismissed = m_state->tool();
    const ToolAnswer answer = m_state->tool().dismiss(scene());
    const bool isDropped = !work.drawn.isEmpty() && dismissed.unfinished().isEmpty();
    emit assistDropped();
    take(answer);
    if (isDropped) {
        emit dropped(work);
    }
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
    const std::string chosen = State::chosenName(answer, drawing());
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
        emit edited(*answer.edit, answer.what, {.tool = tool(), .drawn = answer.spent});
    }
    if (answer.then) {
        take(answer.then(scene()));
    }
    const int part = partIndex(drawing(), chosen);
    if (part >= 0 && part != currentPart()) {
        setCurrentPart(part);
        emit partChosen(part);
    }
}

ToolScene PartsCanvas::scene() const
{
    return {drawing(), currentPart(), m_state->isLocked, picture().cacheKey()};
}

void PartsCanvas::toolChanged()
{
    if (m_state->tools.forgetIdleGhost()) {
        take(m_state->tool().prepare(scene())); // what lay below it goes on
    }
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
    if (isDrawing() || isOther) {
        emit touched();
    }
    sayPointed();
}

/// As tools say something else after a key, a number or a result, though the pointer rests.
void PartsCanvas::sayPointed()
{
    if (const auto at = pointedAt()) {
        const QString text = m_state->textAt(*this, *at);
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

void PartsCanvas::pressed(QPointF position, Qt::MouseButton button, Qt::KeyboardModifiers keys)
{
    m_state->keys = keys;
    if (button == Qt::RightButton) {
        if (isDrawing()) { // else it asks for a menu
            finish();
        }
    } else if (button == Qt::LeftButton) {
        m_state->pressedAt = position;
        take(m_state->tool().press(scene(), pointerAt(position)));
    }
}

void PartsCanvas::moved(QPointF position, Qt::MouseButtons, Qt::KeyboardModifiers keys)
{
    m_state->keys = keys;
    if (m_state->pressedAt) {
        m_state->pressedAt = position;
    }
    m_state->said.reset(); // other texts may stand in its place since
    take(m_state->tool().move(scene(), pointerAt(position)));
}

void PartsCanvas::released(QPointF position, Qt::MouseButton button)
{
    if (button == Qt::LeftButton && m_state->pressedAt) { // not ended before
        m_state->pressedAt = position;
        endStroke();
    }
}

void PartsCanvas::doubleClicked(QPointF position)
{
    take(m_state->tool().doubleClick(scene(), pointerAt(position)));
}

void PartsCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        finish();
        break;
    case Qt::Key_Escape:
        dismiss();
        break;
    case Qt::Key_Backspace:
        takeBackPoint();
        break;
    case Qt::Key_Delete:
        deleteSelected();
        break;
    case Qt::Key_M:
        mirrorGhost();
        break;
    default:
        PartsView::keyPressEvent(event);
    }
}

void PartsCanvas::wheelEvent(QWheelEvent* event)
{
    GhostTool* ghost = m_state->tools.ghost();
    const bool isShifted = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool zooms = !isShifted && (ghost == nullptr || event->modifiers() != Qt::NoModifier);
    if (zooms) {
        PartsView::wheelEvent(event);
        return;
    }
    const int steps = m_state->notches(event->angleDelta());
    if (ghost == nullptr) {
        stepToolOption(steps);
    } else if (steps != 0) {
        isShifted ? ghost->turnBy(steps) : ghost->scaleBy(steps);
        update();
    }
}

void PartsCanvas::leaveEvent(QEvent* event)
{
    if (!keyCursor()) {
        m_state->tool().leave();
        m_state->said.reset();
        update();
        emit pointed({});
    }
    PartsView::leaveEvent(event);
}

void PartsCanvas::paintOver(QPainter& painter)
{
    PartsView::paintOver(painter);
    m_state->paintTool(*this, painter);
}

QCursor PartsCanvas::idleCursor() const
{
    return m_state->isLocked && m_state->tool().draws() ? Qt::ForbiddenCursor
                                                        : m_state->tool().cursor();
}

} // namespace palimpsest

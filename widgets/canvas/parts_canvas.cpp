// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas.h"

#include "widgets/canvas/parts_canvas_state.h"
#include "widgets/canvas/pointed_text.h"
#include "widgets/tools/picking.h"

#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

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
    LabelMap map = palimpsest::paint(drawing);
    if (m_state->tools.drawingChanged(m_state->drawing, drawing)) {
        emit assistDropped();
    }
    m_state->map = std::move(map);
    m_state->drawing = drawing;
    m_state->seen = std::move(seen);
    if (!m_state->hasPart(m_state->currentPart)) {
        m_state->currentPart = -1;
    }
    m_state->refreshLayer();
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

UnfinishedOutline PartsCanvas::unfinishedOutline() const
{
    return {.tool = tool(), .points = m_state->tool().unfinishedOutline()};
}

void PartsCanvas::resumeOutline(const UnfinishedOutline& outline)
{
    setTool(outline.tool);
    m_state->tool().resume(outline.points);
    toolChanged();
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
        m_state->uncovered.set(m_state->map);
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

bool PartsCanvas::isDrawing() const
{
    return m_state->tool().isBusy();
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

void PartsCanvas::takeAssist(const AssistResult& result)
{
    take(result(scene()));
}

void PartsCanvas::failAssist(const QString& why)
{
    giveUp();
    emit refused(why);
}

void PartsCanvas::takeBackPoint()
{
    m_state->tool().takeBackPoint();
    toolChanged();
}

void PartsCanvas::deleteSelected()
{
    take(m_state->tool().deleteSelected(scene()));
}

void PartsCanvas::take(const ToolAnswer& answer)
{
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
    if (answer.chosenPart && *answer.chosenPart != m_state->currentPart) {
        setCurrentPart(*answer.chosenPart);
        emit partChosen(*answer.chosenPart);
    }
}

ToolScene PartsCanvas::scene() const
{
    return {m_state->drawing, m_state->currentPart, m_state->isLocked, picture().cacheKey()};
}

void PartsCanvas::toolChanged()
{
    update();
    updateCursor();
    if (const bool draws = isDrawing(); draws != m_state->wasDrawing) {
        m_state->wasDrawing = draws;
        emit drawingStateChanged();
    }
    std::vector<int> values;
    for (const ToolOption& option : m_state->tool().options()) {
        values.push_back(option.value);
    }
    if (values != m_state->shownOptions) {
        m_state->shownOptions = std::move(values);
        emit toolOptionsChanged();
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

void PartsCanvas::pressed(QPointF position, Qt::MouseButton button, Qt::KeyboardModifiers keys)
{
    m_state->keys = keys;
    if (button == Qt::RightButton) {
        finish();
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
    take(m_state->tool().move(scene(), pointerAt(position)));
    emit pointed(pointedText(m_state->map, position, m_state->seen));
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
        giveUp();
        break;
    case Qt::Key_Backspace:
        takeBackPoint();
        break;
    case Qt::Key_Delete:
        deleteSelected();
        break;
    default:
        PictureView::keyPressEvent(event);
    }
}

void PartsCanvas::wheelEvent(QWheelEvent* event)
{
    constexpr int kNotch = 120;
    if (!event->modifiers().testFlag(Qt::ShiftModifier)) {
        PictureView::wheelEvent(event);
        return;
    }
    // Some platforms turn the wheel sideways while Shift is held.
    m_state->turned += event->angleDelta().y() + event->angleDelta().x();
    stepToolOption(m_state->turned / kNotch);
    m_state->turned %= kNotch;
}

void PartsCanvas::leaveEvent(QEvent* event)
{
    m_state->tool().leave();
    update();
    emit pointed({});
    PictureView::leaveEvent(event);
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

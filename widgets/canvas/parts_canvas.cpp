// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas.h"

#include "widgets/canvas/ghost_view.h"
#include "widgets/canvas/parts_canvas_state.h"
#include "widgets/canvas/pointed_text.h"
#include "widgets/tools/picking.h"

#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

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
    take(m_state->tool().prepare(scene()));
}

void PartsCanvas::setSeenShown(bool shown)
{
    m_state->isSeenShown = shown;
    m_state->refreshLayer();
    update();
}

void PartsCanvas::setTool(const QString& id)
{
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

void PartsCanvas::setObject(std::shared_ptr<const ObjectOutline> object)
{
    m_state->object = std::move(object);
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

void PartsCanvas::setNamesVisible(bool visible)
{
    m_state->namesVisible = visible;
    m_state->painted = {};
    update();
}

bool PartsCanvas::isDrawing() const
{
    return m_state->tool().isBusy();
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

void PartsCanvas::deleteSelected()
{
    take(m_state->tool().deleteSelected(scene()));
}

void PartsCanvas::take(const ToolAnswer& answer)
{
    std::string chosen; // its place may be another once the edit is made
    if (answer.chosenPart) {
        const Drawing& drawing = answer.edit ? *answer.edit : m_state->drawing;
        chosen = drawing.parts.at(static_cast<std::size_t>(*answer.chosenPart)).name;
    }
    if (answer.object) {
        m_state->object = *answer.object;
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
    if (const GhostTool* ghost = m_state->tools.ghost()) {
        paintGhost(painter, transform(), *ghost);
    }
}

void PartsCanvas::pressed(QPointF position, Qt::MouseButton button, Qt::KeyboardModifiers keys)
{
    m_state->keys = keys;
    if (button == Qt::RightButton) {
        finish();
    } else if (button == Qt::LeftButton) {
        take(m_state->tool().press(scene(), pointerAt(position)));
    }
}

void PartsCanvas::moved(QPointF position, Qt::MouseButtons, Qt::KeyboardModifiers keys)
{
    m_state->keys = keys;
    take(m_state->tool().move(scene(), pointerAt(position)));
    QStringList texts = {pointedText(m_state->map, position, m_state->seen),
                         m_state->tool().hint(scene())};
    texts.removeAll(QString());
    emit pointed(texts.join(QStringLiteral(" · ")));
}

void PartsCanvas::released(QPointF position, Qt::MouseButton button)
{
    if (button == Qt::LeftButton) {
        take(m_state->tool().release(scene(), pointerAt(position)));
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
        PictureView::keyPressEvent(event);
    }
}

void PartsCanvas::wheelEvent(QWheelEvent* event)
{
    constexpr int kNotch = 120;
    GhostTool* ghost = m_state->tools.ghost();
    const bool isShifted = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool zooms = !isShifted && (ghost == nullptr || event->modifiers() != Qt::NoModifier);
    if (zooms) {
        PictureView::wheelEvent(event);
        return;
    }
    // Some platforms turn the wheel sideways while Shift is held.
    m_state->turned += event->angleDelta().y() + event->angleDelta().x();
    const int steps = m_state->turned / kNotch;
    m_state->turned %= kNotch;
    if (ghost == nullptr) {
        stepToolOption(steps);
    } else if (steps != 0) {
        isShifted ? ghost->turnBy(steps) : ghost->scaleBy(steps);
        update();
    }
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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas.h"

#include "widgets/canvas/ghost_view.h"
#include "widgets/canvas/parts_layer.h"
#include "widgets/canvas/pointed_text.h"
#include "widgets/canvas/segments_layer.h"
#include "widgets/canvas/tool_overlay.h"
#include "widgets/style/part_colours.h"
#include "widgets/tools/picking.h"
#include "widgets/tools/tool_box.h"

#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>

namespace palimpsest {

struct PartsCanvas::State
{
    Drawing drawing;
    LabelMap map;
    std::optional<SeenArea> seen; ///< where the picture is the original
    bool isSeenShown = false;
    PartsLayer layer;
    SegmentsLayer segments;
    QPixmap painted; ///< the layer in the view, kept while only the tool's overlay changes
    int currentPart = -1;
    bool isLocked = false;
    bool namesVisible = true;
    bool wasDrawing = false;    ///< when drawingStateChanged was emitted last
    Qt::KeyboardModifiers keys; ///< held at the last press or move
    int turned = 0; ///< by the wheel with Shift and not heeded yet, in eighths of a degree

    ToolBox tools;
    std::vector<int> shownOptions; ///< of the chosen tool when toolOptionsChanged was emitted last

    AbstractTool& tool() { return tools.chosen(); }
    const AbstractTool& tool() const { return tools.chosen(); }

    bool hasPart(int part) const
    {
        return part >= 0 && static_cast<std::size_t>(part) < drawing.parts.size();
    }

    void refreshLayer()
    {
        const bool isOfModels = seen && isSeenShown;
        layer.set(drawing, isOfModels ? spreadOver(*seen, map.width, map.height) : map,
                  currentPart);
        painted = {};
    }

    void paintLayer(const PartsCanvas& canvas);

    /// Colour of the part that the tool draws, or of the shape that it has selected.
    QColor partColourOfTool() const
    {
        int part = tool().needsPart() ? currentPart : -1;
        if (const auto shape = tool().selectedShape()) {
            part = partIndex(drawing, drawing.shapes[*shape].label);
        }
        return hasPart(part) ? partColour(drawing.parts[static_cast<std::size_t>(part)], part)
                             : QColor(Qt::white);
    }
};

void PartsCanvas::State::paintLayer(const PartsCanvas& canvas)
{
    const double ratio = canvas.devicePixelRatio();
    painted = QPixmap(canvas.size() * ratio);
    painted.setDevicePixelRatio(ratio);
    painted.fill(Qt::transparent);
    QPainter painter(&painted);
    painter.setFont(canvas.font());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, canvas.transform().zoom() < 1.0);
    if (seen) {
        paintSeenArea(painter, canvas.transform(), canvas.picture().size(), *seen, isSeenShown);
    }
    layer.paint(painter, canvas.transform());
    if (namesVisible) {
        layer.paintNames(painter, canvas.transform());
    }
}

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
    const ToolOverlay overlay = m_state->tool().overlay(scene());
    m_state->segments.paint(painter, transform(), size(), overlay.segments);
    paintToolOverlay(painter, transform(), overlay,
                     {.part = m_state->partColourOfTool(),
                      .accent = palette().color(QPalette::Highlight),
                      .isLocked = m_state->isLocked,
                      .view = size()});
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
    emit pointed(pointedText(m_state->map, position, m_state->seen));
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
        giveUp();
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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_view.h"

#include "widgets/canvas/pixel_grid.h"
#include "widgets/style/part_colours.h"

#include <QPainter>

#include <utility>

namespace palimpsest {

PartsView::PartsView(QWidget* parent) : KeyCursorView(parent)
{
    connect(this, &PictureView::transformed, this, [this] { m_painted = {}; });
}

Drawing PartsView::showDrawing(const Drawing& drawing, std::optional<SeenArea> seen)
{
    m_map = paint(drawing);
    Drawing before = std::exchange(m_drawing, drawing);
    m_seen = std::move(seen);
    if (!hasPart(m_currentPart)) {
        m_currentPart = -1;
    }
    refreshLayer();
    lookForUncovered();
    return before;
}

bool PartsView::highlight(int part)
{
    const int shown = hasPart(part) ? part : -1;
    if (std::exchange(m_currentPart, shown) == shown) {
        return false;
    }
    refreshLayer();
    update();
    return true;
}

bool PartsView::hasPart(int part) const
{
    return part >= 0 && static_cast<std::size_t>(part) < m_drawing.parts.size();
}

QColor PartsView::partColour(int part) const
{
    return hasPart(part)
               ? palimpsest::partColour(m_drawing.parts[static_cast<std::size_t>(part)], part)
               : QColor(Qt::white);
}

void PartsView::setSeenShown(bool shown)
{
    m_isSeenShown = shown;
    refreshLayer();
    update();
}

void PartsView::setLook(const PartsLook& look)
{
    if (look != m_look) {
        m_look = look;
        refreshLayer();
        lookForUncovered();
        update();
        emit lookChanged();
    }
}

void PartsView::lookForUncovered()
{
    if (m_look.showsUncovered) {
        const ObjectOutline* object = objectOn(m_drawing);
        m_uncovered.set(m_map, object != nullptr ? &object->pixels : nullptr);
        m_painted = {};
        emit lookChanged();
    }
}

void PartsView::zoomToPart()
{
    zoomTo(m_currentPart < 0 ? QRectF() : m_layer.boxOf(m_currentPart));
}

void PartsView::zoomToObject()
{
    zoomTo(m_layer.boxOf(-1));
}

void PartsView::refreshLayer()
{
    const bool isOfModels = m_seen && m_isSeenShown;
    m_layer.set(m_drawing, isOfModels ? spreadOver(*m_seen, m_map.width, m_map.height) : m_map,
                m_currentPart, m_look.isOutlineOnly ? 0 : m_look.opacity);
    m_painted = {};
}

void PartsView::paintOver(QPainter& painter)
{
    if (m_painted.isNull() || m_painted.devicePixelRatio() != devicePixelRatio()) {
        paintLayers();
    }
    painter.drawPixmap(0, 0, m_painted);
}

void PartsView::paintLayers()
{
    const double ratio = devicePixelRatio();
    m_painted = QPixmap(size() * ratio);
    m_painted.setDevicePixelRatio(ratio);
    m_painted.fill(Qt::transparent);
    QPainter painter(&m_painted);
    painter.setFont(font());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, transform().zoom() < 1.0);
    if (m_seen) {
        paintSeenArea(painter, transform(), picture().size(), *m_seen, m_isSeenShown);
    }
    paintPixelGrid(painter, transform(), picture().size(), size());
    if (m_look.showsUncovered) {
        m_uncovered.paint(painter, transform(), size());
    }
    m_layer.paint(painter, transform());
    if (m_look.hasNames) {
        m_layer.paintNames(painter, transform());
    }
}

void PartsView::changeEvent(QEvent* event)
{
    m_painted = {}; // which has colours of the theme
    KeyCursorView::changeEvent(event);
}

} // namespace palimpsest

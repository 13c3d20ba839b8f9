// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/flow_layout.h"

#include <algorithm>

namespace palimpsest {

FlowLayout::FlowLayout(QWidget* parent) : QLayout(parent) {}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    const QList<Line> lines = linesIn(width - margins.left() - margins.right());
    int height = margins.top() + margins.bottom();
    for (const Line& line : lines) {
        height += line.height;
    }
    return height + spacing() * static_cast<int>(std::max<qsizetype>(lines.size() - 1, 0));
}

QSize FlowLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty()) {
            const QSize own = item->sizeHint();
            size.rwidth() += own.width() + (size.width() > 0 ? spacing() : 0);
            size.setHeight(std::max(size.height(), own.height()));
        }
    }
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const QLayoutItem* item : m_items) {
        size = item->isEmpty() ? size : size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& place)
{
    QLayout::setGeometry(place);
    const QRect room = place.marginsRemoved(contentsMargins());
    QPoint at = room.topLeft();
    for (const Line& line : linesIn(room.width())) {
        placeLine(line, at, room.width());
        at.ry() += line.height + spacing();
    }
}

QList<FlowLayout::Line> FlowLayout::linesIn(int width) const
{
    QList<Line> lines;
    int used = 0;
    for (int i = 0; i < count(); ++i) {
        if (m_items[i]->isEmpty()) {
            continue;
        }
        const QSize size = m_items[i]->sizeHint();
        const bool goesOn = !lines.isEmpty() && used + spacing() + size.width() <= width;
        if (goesOn) {
            lines.last().end = i + 1;
            lines.last().height = std::max(lines.last().height, size.height());
        } else {
            lines.append({i, i + 1, size.height()});
        }
        used = (goesOn ? used + spacing() : 0) + size.width();
    }
    return lines;
}

/// Each in the middle of the line's height.
void FlowLayout::placeLine(const Line& line, QPoint at, int width)
{
    for (int i = line.begin; i < line.end; ++i) {
        QLayoutItem& item = *m_items[i];
        if (!item.isEmpty()) {
            const QSize size = item.sizeHint().boundedTo({width, line.height});
            item.setGeometry({at + QPoint(0, (line.height - size.height()) / 2), size});
            at.rx() += size.width() + spacing();
        }
    }
}

} // namespace palimpsest

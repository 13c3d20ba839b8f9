// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/side_splitter.h"

#include <algorithm>

namespace palimpsest {

SideSplitter::SideSplitter(QWidget* parent) : QSplitter(Qt::Horizontal, parent)
{
    connect(this, &QSplitter::splitterMoved, this, [this] {
        m_left = sizes().front();
        m_right = sizes().back();
    });
}

void SideSplitter::setContent(QWidget* left, QWidget* middle, QWidget* right, int leftWidth,
                              int rightWidth)
{
    for (QWidget* widget : {left, middle, right}) {
        addWidget(widget);
    }
    setCollapsible(1, false);
    setStretchFactor(1, 1);
    m_left = leftWidth;
    m_right = rightWidth;
}

/// Qt would leave the sides as narrow as they were made last.
void SideSplitter::resizeEvent(QResizeEvent* event)
{
    const int handles = 2 * handleWidth();
    setSizes({m_left, std::max(1, width() - m_left - m_right - handles), m_right});
    QSplitter::resizeEvent(event);
}

} // namespace palimpsest

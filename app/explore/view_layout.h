// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLayout>
#include <QWidget>

namespace palimpsest {

/// The layout of a view or a bar of it: what it holds stands close, with no margin of its own.
template<typename Layout>
Layout* viewLayout(QWidget* view)
{
    auto* layout = new Layout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    return layout;
}

/// What a view needs at least that is no narrower than `width`: its bars may wrap there.
inline QSize leastSize(const QWidget& view, int width)
{
    return {width, view.layout()->totalMinimumHeightForWidth(width)};
}

} // namespace palimpsest

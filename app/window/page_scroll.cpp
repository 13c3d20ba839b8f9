// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/page_scroll.h"

#include "app/window/page_stack.h"

#include <QVBoxLayout>

namespace palimpsest {

PageScroll::PageScroll(PageStack& pages)
{
    auto* sheet = new QWidget;
    auto* layout = new QVBoxLayout(sheet);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(&pages);
    setWidget(sheet);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // what is in the pages has it
}

QSize PageScroll::minimumSizeHint() const
{
    constexpr QSize kLeast(640, 240); // less than that is no window to work in
    return widget()->minimumSizeHint().boundedTo(kLeast);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/tool_strip.h"

#include "widgets/canvas/parts_canvas.h"
#include "widgets/style/theme.h"
#include "widgets/tools/tool_catalogue.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QToolButton>

namespace palimpsest {

namespace {

constexpr int kMargin = 4;
constexpr int kSpacing = 2;
constexpr int kLine = 1; // that the style draws on the right
constexpr int kMostColumns = 3;

} // namespace

ToolStrip::ToolStrip(PartsCanvas& canvas, QWidget* parent) : QWidget(parent), m_canvas(canvas)
{
    setObjectName("toolStrip");
    setAttribute(Qt::WA_StyledBackground);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    addTools();
    connect(&canvas, &PartsCanvas::toolChosen, this, &ToolStrip::showChosen);
    showChosen();
}

void ToolStrip::addTools()
{
    auto* group = new QActionGroup(this);
    for (const ToolEntry& entry : toolCatalogue()) {
        const QString text = toolText(entry.text);
        const QString key = QLatin1String(entry.key);
        auto* action = new QAction(themedIcon(QLatin1String(entry.icon)), text, group);
        action->setCheckable(true);
        action->setData(QLatin1String(entry.id));
        action->setShortcut(QKeySequence(key));
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, key));
        connect(action, &QAction::triggered, &m_canvas, [this, action] {
            m_canvas.setTool(action->data().toString());
            m_canvas.setFocus();
        });
        m_tools.append(action);
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setIconSize({20, 20});
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus); // the canvas keeps it
        m_buttons.append(button);
    }
}

void ToolStrip::showChosen()
{
    for (QAction* action : m_tools) {
        action->setChecked(action->data().toString() == m_canvas.tool());
    }
}

QSize ToolStrip::sizeHint() const
{
    return {widthOf(columns()), heightOf(1)};
}

QSize ToolStrip::minimumSizeHint() const
{
    return {widthOf(columns()), heightOf(kMostColumns)};
}

/// Of a button, with what parts it from the next.
QSize ToolStrip::cell() const
{
    QSize largest(0, 0);
    for (const QToolButton* button : m_buttons) {
        largest = largest.expandedTo(button->sizeHint());
    }
    return largest + QSize(kSpacing, kSpacing);
}

/// As few as show all in the height there is.
int ToolStrip::columns() const
{
    int columns = 1;
    while (columns < kMostColumns && heightOf(columns) > height()) {
        ++columns;
    }
    return columns;
}

int ToolStrip::widthOf(int columns) const
{
    return 2 * kMargin + columns * cell().width() - kSpacing + kLine;
}

int ToolStrip::heightOf(int columns) const
{
    const int rows = (static_cast<int>(m_buttons.size()) + columns - 1) / columns;
    return 2 * kMargin + rows * cell().height() - kSpacing;
}

void ToolStrip::arrange()
{
    const QSize step = cell();
    const int across = columns();
    for (int i = 0; i < m_buttons.size(); ++i) {
        const QPoint at(kMargin + i % across * step.width(), kMargin + i / across * step.height());
        m_buttons[i]->setGeometry(QRect(at, step - QSize(kSpacing, kSpacing)));
    }
    if (width() != widthOf(across)) {
        updateGeometry();
    }
}

/// Buttons ask for another size once they have another style.
bool ToolStrip::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        arrange();
    }
    return QWidget::event(event);
}

void ToolStrip::resizeEvent(QResizeEvent* event)
{
    arrange();
    QWidget::resizeEvent(event);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/kept_choice.h"

#include <QAbstractItemView>
#include <QMouseEvent>

#include <utility>

namespace palimpsest {

namespace {

class EmptyPart : public QObject
{
public:
    explicit EmptyPart(QAbstractItemView& view) : QObject(&view), m_view(view)
    {
        view.viewport()->installEventFilter(this);
    }

    bool eventFilter(QObject*, QEvent* event) override
    {
        switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonDblClick:
            m_startedHere = isEmptyAt(event);
            return m_startedHere;
        case QEvent::MouseMove:
            return m_startedHere || (!m_view.dragEnabled() && isDrag(event) && isEmptyAt(event));
        case QEvent::MouseButtonRelease:
            return std::exchange(m_startedHere, false);
        default:
            return false;
        }
    }

private:
    bool isEmptyAt(QEvent* event) const
    {
        const QPoint at = static_cast<QMouseEvent*>(event)->position().toPoint();
        return !m_view.indexAt(at).isValid();
    }

    static bool isDrag(QEvent* event)
    {
        return static_cast<QMouseEvent*>(event)->buttons() != Qt::NoButton;
    }

    QAbstractItemView& m_view;
    bool m_startedHere = false;
};

} // namespace

void keepChoice(QAbstractItemView& view)
{
    new EmptyPart(view); // lives as long as the view
}

} // namespace palimpsest

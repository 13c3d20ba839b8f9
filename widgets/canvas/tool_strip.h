// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QToolButton;

namespace palimpsest {

class PartsCanvas;

/// The tools of a canvas, below one another, in as many columns as it takes for all of them to be
/// seen.
class ToolStrip : public QWidget
{
    Q_OBJECT

public:
    /// The canvas must outlive the strip.
    explicit ToolStrip(PartsCanvas& canvas, QWidget* parent = nullptr);

    /// One per tool, as in the catalogue, with its key, for whatever takes keys. A tool chosen
    /// gives the canvas the focus.
    const QList<QAction*>& toolActions() const { return m_tools; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addTools();
    void showChosen();
    void arrange();
    QSize cell() const;
    int columns() const;
    int widthOf(int columns) const;
    int heightOf(int columns) const;

    PartsCanvas& m_canvas;
    QList<QAction*> m_tools;
    QList<QToolButton*> m_buttons; ///< one per tool
};

} // namespace palimpsest

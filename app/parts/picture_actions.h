// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/commands/action_groups.h"

#include <QList>
#include <QObject>

#include <vector>

class QAction;

namespace palimpsest {

class DrawingBar;
class PartsCanvas;
class ToolStrip;

/// The commands of the canvas on which parts of pictures are drawn, as menus group them.
class PictureActions : public QObject
{
    Q_OBJECT

public:
    /// Its tools and the bar have some of them; all of these must outlive it.
    PictureActions(PartsCanvas& canvas, const ToolStrip& tools, const DrawingBar& bar,
                   QObject* parent);

    std::vector<ActionGroup> groups() const; ///< what edits
    const QList<QAction*>& view() const { return m_view; }
    QList<QAction*> ofPage() const; ///< whose keys work wherever the focus is

    QAction* showSeen() const { return m_showSeen; }       ///< what models see, and back
    QAction* deleteShape() const { return m_deleteShape; } ///< or the selected point
    QAction* zoomPart() const { return m_zoomPart; }       ///< to the current one
    QAction* zoomFit() const { return m_zoomFit; }         ///< to the picture

private:
    using CanvasSlot = void (PartsCanvas::*)();

    QAction* make(const char* id, CanvasSlot slot);

    PartsCanvas& m_canvas;
    QList<QAction*> m_tools;
    QList<QAction*> m_sizes;  ///< of the tool
    QList<QAction*> m_shapes; ///< what is done with what is drawn
    QList<QAction*> m_view;
    QAction* m_showSeen;
    QAction* m_deleteShape;
    QAction* m_zoomFit;
    QAction* m_zoomPart;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/canvas/parts_look.h"

#include <QList>
#include <QObject>

#include <utility>
#include <vector>

class QAction;

namespace palimpsest {

class PartsCanvas;

/// The commands that change how a canvas shows its parts.
class LookActions : public QObject
{
    Q_OBJECT

public:
    /// The canvas must outlive them.
    explicit LookActions(PartsCanvas& canvas, QObject* parent);

    QList<QAction*> toggles() const;                           ///< that are on or off
    const QList<QAction*>& steps() const { return m_steps; }   ///< of the opacity
    const QList<QAction*>& places() const { return m_places; } ///< the part first

private:
    using Flag = bool PartsLook::*;

    void addToggle(const char* id, Flag flag);
    void addStep(const char* id, int percent);
    void addPlace(const char* id, void (PartsCanvas::*zoom)());
    void follow();

    PartsCanvas& m_canvas;
    std::vector<std::pair<QAction*, Flag>> m_toggles;
    QList<QAction*> m_steps;
    QList<QAction*> m_places;
};

} // namespace palimpsest

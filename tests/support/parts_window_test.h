// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/window_test.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/panels/parts_panel.h"

#include <QTest>

namespace palimpsest {

/// The window on its Parts page, with the keys where parts are drawn.
class PartsWindowTest : public WindowTest
{
protected:
    /// Opens the study there; `Area` is what its parts are drawn on. False when it does not open.
    template<typename Area = PartsCanvas>
    bool openParts()
    {
        if (!open()) {
            return false;
        }
        m_window->showPlace(MainWindow::Place::Parts);
        m_window->activateWindow();
        m_window->findChild<Area*>()->setFocus();
        return QTest::qWaitForWindowActive(m_window.get());
    }

    PartsCanvas& canvas() { return *m_window->findChild<PartsCanvas*>(); }
    PartsPanel& panel() { return *m_window->findChild<PartsPanel*>(); }

    /// Where a position of the picture is in the canvas.
    QPoint at(double x, double y) { return canvas().transform().toView({x, y}).toPoint(); }

    const Drawing& drawing(std::size_t sample = 0)
    {
        return session().document()->sheet(sample).drawing;
    }
};

} // namespace palimpsest

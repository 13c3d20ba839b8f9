// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QObject>

class QAction;

namespace palimpsest {

class PartsCanvas;
class PartsLock;

/// Has the points of a drawing, places at which its parts are known to lie, stand on the canvas as
/// seeds once their tool is chosen, or another sample is: of the parts that have no shape. The tool
/// does with them what it does with seeds that were clicked.
class KnownSeeds : public QObject
{
    Q_OBJECT

public:
    KnownSeeds(StudySession& session, const PartsLock& lock, PartsCanvas& canvas, QObject* parent);

    /// Says how many there are, and chooses the tool; seen where there are any.
    QAction* action() const { return m_use; }
    /// The chosen sample is another, or what is drawn on it, or whether it is locked.
    void refresh();

private:
    void offer();

    StudySession& m_session;
    const PartsLock& m_lock;
    PartsCanvas& m_canvas;
    QAction* m_use;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QObject>

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

private:
    void offer();

    StudySession& m_session;
    PartsCanvas& m_canvas;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/panels/empty_state.h"

namespace palimpsest {

class StudySession;

/// Why there is nothing to explore, and what to do about it.
class AbsencePane : public EmptyState
{
    Q_OBJECT

public:
    explicit AbsencePane(StudySession& session);

signals:
    void partsRequested();
    void studyRequested();

private:
    void showState();
    void showLack();

    StudySession& m_session;
};

} // namespace palimpsest

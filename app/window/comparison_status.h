// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/panels/run_status.h"

#include <QTimer>

namespace palimpsest {

class StudySession;

/// Says how far a comparison is that takes long, and stops it on request. Short ones do not show.
class ComparisonStatus : public RunStatus
{
    Q_OBJECT

public:
    explicit ComparisonStatus(StudySession& session, QWidget* parent = nullptr);

private:
    void follow();
    void showProgress(std::size_t done, std::size_t total);

    StudySession& m_session;
    QTimer m_patience;
};

} // namespace palimpsest

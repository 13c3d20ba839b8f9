// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTabWidget>

class QAction;

namespace palimpsest {

class PartSamples;
class ProblemList;
class SampleListModel;
class StudySession;

/// What leads to a sample on the parts page: the list of samples, and that of problems.
class PartLists : public QTabWidget
{
    Q_OBJECT

public:
    PartLists(StudySession& session, SampleListModel& samples, QWidget* parent = nullptr);

    PartSamples& samples() const { return *m_samples; }
    ProblemList& problems() const { return *m_problems; }

    /// Shows the problems or, where they are seen already, goes to the next one.
    QAction* problemsAction() const { return m_showProblems; }

private:
    void showProblems();

    PartSamples* m_samples;
    ProblemList* m_problems;
    QAction* m_showProblems;
};

} // namespace palimpsest

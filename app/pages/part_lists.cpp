// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_lists.h"

#include "app/pages/part_samples.h"
#include "app/pages/problem_list.h"
#include "widgets/commands/command_catalogue.h"

#include <QAction>

namespace palimpsest {

PartLists::PartLists(StudySession& session, SampleListModel& samples, QWidget* parent)
    : QTabWidget(parent), m_samples(new PartSamples(session, samples)),
      m_problems(new ProblemList(session)), m_showProblems(makeCommand("showProblems", this))
{
    setObjectName("partLists");
    setDocumentMode(true);
    addTab(m_samples, tr("Samples"));
    addTab(m_problems, tr("Problems"));
    connect(m_showProblems, &QAction::triggered, this, &PartLists::showProblems);
}

void PartLists::showProblems()
{
    const bool isSeen = currentWidget() == m_problems;
    setCurrentWidget(m_problems);
    m_problems->setFocus();
    if (isSeen) {
        m_problems->goToNext();
    }
}

} // namespace palimpsest

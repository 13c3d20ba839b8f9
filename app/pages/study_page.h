// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace palimpsest {

class EmptyState;
class StudyAccuracies;
class StudyAdditions;
class StudyChoices;
class StudyMatrix;
class StudyPreview;
class StudyRemovals;

/// What a study consists of, which of its values are there, what the rest would cost, and the
/// settings that decide numbers.
class StudyPage : public QWidget
{
    Q_OBJECT

public:
    StudyPage(StudySession& session, Dialogs& dialogs, QWidget* parent = nullptr);

    StudyChoices& choices() { return *m_choices; }
    StudyAdditions& additions() { return *m_additions; }
    StudyAccuracies& accuracies() { return *m_accuracies; }
    /// Of the chosen sample, and of the checkpoint whose cell is chosen.
    StudyRemovals& removals() { return *m_removals; }

signals:
    void sampleActivated();
    void attempted(palimpsest::Attempt what);
    void failed(const QString& why, palimpsest::Attempt at);
    void warned(const QString& what, palimpsest::Attempt at);
    void noticed(const QString& what);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeMatrixPane();
    QWidget* makeSidePane();
    QWidget* makeRunPanel();
    void showStudy();

    StudySession& m_session;
    StudyMatrix* m_matrix;
    StudyChoices* m_choices;
    StudyAdditions* m_additions;
    StudyAccuracies* m_accuracies;
    StudyRemovals* m_removals;
    StudyPreview* m_preview;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QLabel* m_accuraciesNote; ///< what the numbers below the epochs are
};

} // namespace palimpsest

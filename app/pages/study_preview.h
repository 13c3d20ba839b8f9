// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QObject>

namespace palimpsest {

class PreviewPanel;
class StudyMatrix;

/// What the models see of the chosen sample, and what the chosen checkpoint answers.
class StudyPreview : public QObject
{
    Q_OBJECT

public:
    /// What is chosen, `matrix` knows. A model is asked only while `page` is seen.
    StudyPreview(StudySession& session, StudyMatrix& matrix, QWidget* page);

    PreviewPanel* panel() const { return m_panel; } ///< for the page to place

    /// To be called once the panel has its place, and when the page is seen again.
    void show();

private:
    void showAnswers();
    void take(const Preview& preview);

    StudySession& m_session;
    StudyMatrix& m_matrix;
    QWidget* m_page;
    PreviewPanel* m_panel;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QButtonGroup;

namespace palimpsest {

class AnswerTable;
class KnowledgeView;
class ShownComparison;
class StudySession;

/// The chosen sample with what was learned of its parts, and what the chosen epoch answers when
/// parts are hidden.
class PicturePane : public QWidget
{
    Q_OBJECT

public:
    PicturePane(StudySession& session, const ShownComparison& comparison);

    QSize minimumSizeHint() const override;

    /// Hides or shows part `number` (from 0), as a click on it does.
    void togglePart(int number);

signals:
    /// What is known of the part under the pointer, or empty.
    void pointed(const QString& what);

private:
    QWidget* makeOverlayBar();
    void connectSession();
    void showSample();
    void showAmounts();
    void showPattern();
    void showAnswers();
    void showOverlay();

    StudySession& m_session;
    const ShownComparison& m_comparison;
    QButtonGroup* m_overlays;
    KnowledgeView* m_view;
    AnswerTable* m_answers;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <cstddef>

class QComboBox;
class QLabel;

namespace palimpsest {

class CurveView;
class EpochControl;
class RemarksButton;
class StudySession;
struct EpochKnowledge;
struct SalientCounts;

/// Curves over the epochs, of all samples or of the chosen one; below them what walks the epochs
/// and what is compared.
class CurvePane : public QWidget
{
    Q_OBJECT

public:
    explicit CurvePane(StudySession& session);

    QSize minimumSizeHint() const override;

    EpochControl& epochControl() { return *m_epochControl; }

private:
    QWidget* makeCurveBar();
    QWidget* makeCurveChoices();
    QWidget* makeEpochBar();
    QWidget* makeWalk();
    QWidget* makeComparison();
    void connectSession();
    void chooseEpoch(std::size_t index);
    bool isOfSample() const;
    void showAnalysis();
    void showChoices();
    void showScope();
    void showCurves();
    void showEpoch();
    void showNote();
    SalientCounts salientAt(const EpochKnowledge& epoch) const;
    void makeRoomForSalient();
    void showSalientCount();

    StudySession& m_session;
    QComboBox* m_kind;
    QComboBox* m_scope;
    QLabel* m_note; ///< what the curves still lack
    RemarksButton* m_remarks;
    CurveView* m_curves;
    EpochControl* m_epochControl;
    QLabel* m_salient;
    QComboBox* m_target;
    QComboBox* m_reference;
};

} // namespace palimpsest

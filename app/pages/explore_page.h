// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/shown_comparison.h"
#include "app/document/study_session.h"
#include "app/settings/settings.h"
#include "widgets/canvas/knowledge_view.h"
#include "widgets/plots/curve_view.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTableView;
class QToolButton;

namespace palimpsest {

class AnswerTable;
class EmptyState;
class EpochControl;
class OrderBars;
class PatternFilter;
class PatternTableModel;
class SampleListModel;
class StrengthStrip;

/// Picture, curves and patterns of one selection: sample, epoch, checkpoint to compare with.
class ExplorePage : public QWidget
{
    Q_OBJECT

public:
    ExplorePage(StudySession& session, SampleListModel& samples, Settings& settings,
                QWidget* parent = nullptr);
    ~ExplorePage() override;

    EpochControl& epochControl() { return *m_epochControl; }

    /// Hides or shows part `number` (from 0), as a click on it does.
    void togglePart(int number);

    void saveLayout();

signals:
    void statusText(const QString& text);
    void extractRequested();
    void partsRequested();
    void studyRequested();

private:
    QWidget* makePicturePane();
    QWidget* makeOverlayBar();
    QWidget* makeCurvePane();
    QWidget* makeCurveBar();
    QWidget* makeEpochBar();
    QWidget* makePatternPane();
    QWidget* makeFilterBar();
    void nameTabs(const QString& sample);
    void connectSession();
    void showState();
    void showComparisonChoices();
    void showAnalysis();
    void showCurves();
    void showNote();
    void showScope();
    void showLeftOut();
    void showSalientCount();
    void showSample();
    void showEpoch();
    void showComparison();
    void showOverlay();
    void showAnswers();
    void showRemarks();
    void showPattern();
    void choosePatternRow(const QModelIndex& index);

    StudySession& m_session;
    Settings& m_settings;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QSplitter* m_columns = nullptr;
    QSplitter* m_right = nullptr;
    KnowledgeView* m_view = nullptr;
    QButtonGroup* m_overlays = nullptr;
    AnswerTable* m_answers = nullptr;
    StrengthStrip* m_strip = nullptr;
    QComboBox* m_target = nullptr;
    QComboBox* m_reference = nullptr;
    QComboBox* m_curveKind = nullptr;
    QComboBox* m_scope = nullptr;
    QLabel* m_note = nullptr; ///< what the curves still lack
    QLabel* m_salient = nullptr;
    QToolButton* m_remarks = nullptr;
    CurveView* m_curves = nullptr;
    EpochControl* m_epochControl = nullptr;
    QStackedWidget* m_patternStack = nullptr;
    EmptyState* m_leftOut = nullptr; ///< why the sample takes no part, in place of its patterns
    QTabWidget* m_tabs = nullptr;
    QTableView* m_patterns = nullptr;
    PatternTableModel* m_model = nullptr;
    PatternFilter* m_filter = nullptr;
    QLabel* m_count = nullptr;
    QComboBox* m_orderFilter = nullptr;
    OrderBars* m_orders = nullptr;
    ShownComparison m_comparison;
};

} // namespace palimpsest

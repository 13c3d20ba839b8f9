// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QList>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QListView;

namespace palimpsest {

class SampleFilter;
class SampleListModel;

/// The samples beside the parts page: those that are asked for in the order that is asked for,
/// which of them somebody has checked, and how many of the study that is.
class PartSamples : public QWidget
{
    Q_OBJECT

public:
    PartSamples(StudySession& session, SampleListModel& model, QWidget* parent = nullptr);

    /// Says of the chosen sample that it is checked, or takes that back.
    QAction* checkAction() const { return m_check; }

    /// What a right click in the list offers beside checking.
    void addToMenu(const QList<QAction*>& actions);

    /// Goes on in the list, as it is sorted and filtered.
    void step(int by);
    void goToEnd(bool last);

private:
    void makeBoxes();
    QWidget* makeProgress();
    void makeList(SampleListModel& model);
    void connectSession();
    void choose(int row);
    void fillClasses();
    void sort(int order);
    void showChosen();
    void showChecked();
    void check(bool isChecked);
    bool hasSample() const;
    bool isChangedSince(std::size_t sample) const;

    StudySession& m_session;
    SampleFilter* m_samples;
    QComboBox* m_class;
    QComboBox* m_state;
    QComboBox* m_order;
    QListView* m_list;
    QLabel* m_progress;
    QAction* m_check;
    bool m_isShowing = false; ///< what is chosen comes from outside
};

} // namespace palimpsest

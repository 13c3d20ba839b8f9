// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStackedWidget>
#include <QString>

#include <vector>

class QTabWidget;

namespace palimpsest {

class EmptyState;
class ShownComparison;
class StudySession;

/// Views of the chosen sample, each in a tab that names it; or in their place, why there is nothing
/// to show of it and what to do about that.
class SamplePane : public QStackedWidget
{
    Q_OBJECT

public:
    SamplePane(StudySession& session, const ShownComparison& comparison);

    /// `title` has %1 for the name of the sample.
    void addView(QWidget* view, const QString& title);
    void showView(QWidget* view);

signals:
    void partsRequested();

private:
    void showSample();
    void showState();
    void nameTabs();
    void showLeftOut();

    StudySession& m_session;
    const ShownComparison& m_comparison;
    QTabWidget* m_tabs;
    std::vector<QString> m_titles; ///< of the tabs
    EmptyState* m_leftOut;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/problem_search.h"

#include <QTimer>
#include <QWidget>

#include <string>
#include <vector>

class QAction;
class QLabel;
class QListView;
class QStandardItemModel;

namespace palimpsest {

/// What is to be looked at in the parts of all samples, a row each, with a jump there, and what can
/// be mended in one go. Looks for it while it is seen.
class ProblemList : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemList(StudySession& session, QWidget* parent = nullptr);

    /// Gives slivers to their neighbours: those of all samples that are listed.
    QAction* giveAction() const { return m_give; }

    /// Goes to the row after the chosen one, to the first after the last.
    void goToNext();
    const std::vector<SampleProblem>& shown() const { return m_shown; }

signals:
    void chosen(const palimpsest::SampleProblem& problem); ///< to be gone to
    void giveRequested(const std::vector<std::string>& samples);
    void failed(const QString& why);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeList();
    void refresh();
    void fillRows();
    void showSummary();
    int chosenRow() const;
    void choose(int row);
    std::vector<std::string> withSlivers() const;

    ProblemSearch* m_search;
    std::vector<SampleProblem> m_shown;
    QStandardItemModel* m_rows;
    QListView* m_list;
    QLabel* m_summary;
    QAction* m_give;
    QTimer m_soon;            ///< findings that follow one another are shown together
    int m_next = 0;           ///< the row that is gone to next
    bool m_isShowing = false; ///< what is chosen comes from outside
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <map>

class QComboBox;
class QLabel;
class QModelIndex;
class QTableView;

namespace palimpsest {

class ElidedHeader;
class PatternFilter;
class PatternTableModel;
class ShownComparison;
class StudySession;

/// The patterns of the chosen sample at the chosen epoch, and which of them are listed.
class PatternPane : public QWidget
{
    Q_OBJECT

public:
    PatternPane(StudySession& session, const ShownComparison& comparison);

    /// Lists the patterns of so many parts alone.
    void listOrder(int order);

private:
    QWidget* makeFilterBar();
    void setUpTable();
    void followColumns();
    void fitColumns();
    void showComparison();
    void showPattern();
    void choose(const QModelIndex& index);

    StudySession& m_session;
    const ShownComparison& m_comparison;
    PatternTableModel* m_model;
    PatternFilter* m_filter;
    QTableView* m_table;
    ElidedHeader* m_header;
    QComboBox* m_orders;
    QLabel* m_count;
    std::map<int, int> m_widths; ///< of columns beside names, as they are or the user wants them
    bool m_isFitting = false;
};

} // namespace palimpsest

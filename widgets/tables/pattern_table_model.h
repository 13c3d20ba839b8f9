// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/pattern_comparison.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// The patterns of one sample, reference against a later checkpoint.
class PatternTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Pattern, Kind, Order, Kept, Lost, Gained, Reference, Later, Status, ColumnCount };
    /// Of Kept, Lost and Gained: of the largest of all three, a double.
    enum Role { ShareRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// With `hasBothKinds` patterns are written as what they are: "a ∧ b", "a ∨ b".
    void setPatterns(std::vector<ComparedPattern> patterns, std::vector<std::string> partNames,
                     bool hasBothKinds, const QString& referenceName, const QString& laterName);
    void clear(); ///< lists none; titles stay
    const ComparedPattern& at(int row) const { return m_patterns[static_cast<std::size_t>(row)]; }
    int rowOf(const PatternId& pattern) const; ///< −1 when it is not salient
    bool hasBothKinds() const { return m_hasBothKinds; }

    /// Whether a column sorts by its text, and else by what number.
    static bool isText(int column) { return column == Pattern || column == Kind; }
    static double sortNumber(const ComparedPattern& pattern, int column);
    /// Whether it shows "–", as that number rounds to nothing.
    static bool isDash(const ComparedPattern& pattern, int column);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// The title of a column, or what its tip says.
    QString heading(int column, bool isTip) const;
    QString text(const ComparedPattern& pattern, int column) const;
    QString toolTip(const ComparedPattern& pattern) const;
    QString namesOf(const ComparedPattern& pattern) const;
    static QVariant alignment(int column);

    std::vector<ComparedPattern> m_patterns;
    std::vector<std::string> m_partNames;
    bool m_hasBothKinds = false;
    QString m_referenceName;
    QString m_laterName;
    double m_largest = 0.0; ///< kept, lost or gained of any pattern
};

/// Which patterns are listed.
class PatternFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit PatternFilter(QObject* parent = nullptr);

    void setStatus(std::optional<PatternStatus> status); ///< none: all
    void setOrder(int order);                            ///< 0: all
    void setText(const QString& text); ///< words that part names must hold; "and" or "or" is the
                                       ///< kind where there are both

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool hasWord(const ComparedPattern& pattern, const QString& names, const QString& word) const;

    std::optional<PatternStatus> m_status;
    int m_order = 0;
    QStringList m_words;
};

/// Name of a status: "preserved", "flipped", "discarded", "new", "not salient".
QString statusName(PatternStatus status);

} // namespace palimpsest

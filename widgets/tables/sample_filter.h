// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSortFilterProxyModel>
#include <QString>

namespace palimpsest {

/// Which samples are listed, by what is made of their parts.
enum class SampleState { Any, WithoutParts, MissingParts, Unchecked, Changed, Stale };

/// The samples of a list that are of a class and in a state, and the chosen one, which stays while
/// it is worked on whatever becomes of it.
class SampleFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setState(SampleState state);
    void setClass(const QString& name); ///< empty: any
    void setChosen(int sourceRow);      ///< −1 for none

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    SampleState m_state = SampleState::Any;
    QString m_class;
    int m_chosen = -1;
};

} // namespace palimpsest

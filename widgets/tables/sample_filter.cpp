// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/sample_filter.h"

#include "widgets/tables/sample_list_model.h"

namespace palimpsest {

namespace {

bool isIn(SampleState state, const QModelIndex& sample)
{
    const QVariant drawn = sample.data(SampleListModel::DrawnRole);
    switch (state) {
    case SampleState::WithoutParts:
        return drawn.isValid() && drawn.toInt() == 0;
    case SampleState::MissingParts:
        return sample.data(SampleListModel::MissingRole).toInt() > 0;
    case SampleState::Unchecked:
        return !sample.data(SampleListModel::CheckedRole).toBool();
    case SampleState::Changed:
        return sample.data(SampleListModel::ChangedRole).toBool();
    case SampleState::Stale:
        return sample.data(SampleListModel::StaleRole).toBool();
    case SampleState::Any:
        break;
    }
    return true;
}

} // namespace

void SampleFilter::setState(SampleState state)
{
    m_state = state;
    invalidateFilter();
}

void SampleFilter::setClass(const QString& name)
{
    m_class = name;
    invalidateFilter();
}

void SampleFilter::setChosen(int sourceRow)
{
    if (sourceRow != m_chosen) {
        m_chosen = sourceRow;
        invalidateFilter();
    }
}

bool SampleFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QModelIndex sample = sourceModel()->index(sourceRow, 0, sourceParent);
    const bool isOfClass =
        m_class.isEmpty() || sample.data(SampleListModel::ClassRole).toString() == m_class;
    return sourceRow == m_chosen || (isOfClass && isIn(m_state, sample));
}

} // namespace palimpsest

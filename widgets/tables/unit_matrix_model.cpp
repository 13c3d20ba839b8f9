// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/unit_matrix_model.h"

#include "widgets/style/counted.h"
#include "widgets/style/plain_text.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

QString percent(double share)
{
    return QString::number(100.0 * share, 'f', 1);
}

QString partsText(const MatrixSample& sample)
{
    if (!sample.problem.isEmpty()) {
        return sample.parts ? UnitMatrixModel::tr("parts unreadable")
                            : UnitMatrixModel::tr("not read");
    }
    return sample.parts
               ? counted(static_cast<std::size_t>(*sample.parts), UnitMatrixModel::tr("1 part"),
                         UnitMatrixModel::tr("%1 parts"))
               : QStringLiteral("…"); // still to be read
}

} // namespace

QString unitCellName(UnitCell cell)
{
    switch (cell) {
    case UnitCell::Empty:
        return UnitMatrixModel::tr("no values");
    case UnitCell::Queued:
        return UnitMatrixModel::tr("queued");
    case UnitCell::Running:
        return UnitMatrixModel::tr("running");
    case UnitCell::Done:
        return UnitMatrixModel::tr("done");
    case UnitCell::Derived:
        return UnitMatrixModel::tr("done, from finer parts");
    case UnitCell::Stale:
        return UnitMatrixModel::tr("stale");
    case UnitCell::Failed:
        break;
    }
    return UnitMatrixModel::tr("failed");
}

QString accuracyText(const MatrixCheckpoint& column)
{
    if (!column.accuracy) {
        return {};
    }
    const QString number = QString::number(static_cast<int>(100.0 * *column.accuracy + 0.5));
    return column.isOutdated ? QStringLiteral("(%1)").arg(number) : number;
}

void UnitMatrixModel::setStudy(std::vector<MatrixSample> samples,
                               std::vector<MatrixCheckpoint> checkpoints)
{
    if (samples == m_samples && checkpoints == m_checkpoints) {
        return;
    }
    beginResetModel();
    m_samples = std::move(samples);
    m_checkpoints = std::move(checkpoints);
    m_cells.assign(m_samples.size() * m_checkpoints.size(), MatrixCell());
    endResetModel();
}

void UnitMatrixModel::setSample(int row, MatrixSample sample)
{
    m_samples[static_cast<std::size_t>(row)] = std::move(sample);
    emit headerDataChanged(Qt::Vertical, row, row);
}

void UnitMatrixModel::setCell(int row, int column, MatrixCell cell)
{
    MatrixCell& stored = m_cells[position(row, column)];
    if (stored != cell) {
        stored = std::move(cell);
        emit dataChanged(index(row, column), index(row, column));
    }
}

void UnitMatrixModel::setCells(int row, std::vector<MatrixCell> cells)
{
    const auto stored = m_cells.begin() + static_cast<std::ptrdiff_t>(position(row, 0));
    if (!std::equal(cells.begin(), cells.end(), stored)) {
        std::ranges::move(cells, stored);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1)); // once for them all
    }
}

std::size_t UnitMatrixModel::position(int row, int column) const
{
    return static_cast<std::size_t>(row) * m_checkpoints.size() + static_cast<std::size_t>(column);
}

int UnitMatrixModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_samples.size());
}

int UnitMatrixModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_checkpoints.size());
}

QString UnitMatrixModel::toolTip(const QModelIndex& index) const
{
    const MatrixCell& cell = m_cells[position(index.row(), index.column())];
    const MatrixCheckpoint& column = checkpoint(index.column());
    QString text =
        tr("%1/%2 on %3: %4")
            .arg(column.lineage)
            .arg(column.epoch)
            .arg(m_samples[static_cast<std::size_t>(index.row())].id, unitCellName(cell.state));
    return cell.reason.isEmpty() ? text : text + QLatin1Char('\n') + cell.reason;
}

QVariant UnitMatrixModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    switch (role) {
    case CellRole:
        return static_cast<int>(m_cells[position(index.row(), index.column())].state);
    case Qt::ToolTipRole:
        return plainTip(toolTip(index));
    case Qt::AccessibleTextRole:
        return toolTip(index);
    default:
        return {};
    }
}

QVariant UnitMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0 || section >= (orientation == Qt::Vertical ? rowCount() : columnCount())) {
        return {};
    }
    if (orientation == Qt::Vertical) {
        const MatrixSample& sample = m_samples[static_cast<std::size_t>(section)];
        switch (role) {
        case Qt::DisplayRole:
            return (sample.sentence.isEmpty() ? sample.id : sample.sentence) + QLatin1Char('\n') +
                   sample.className + QStringLiteral(" · ") + partsText(sample);
        case Qt::ToolTipRole:
            return plainTip(
                (sample.sentence.isEmpty() ? sample.id : sample.sentence) +
                (sample.problem.isEmpty() ? QString() : QLatin1Char('\n') + sample.problem));
        case Qt::DecorationRole:
            return sample.thumbnail;
        default:
            return {};
        }
    }
    const MatrixCheckpoint& column = checkpoint(section);
    switch (role) {
    case Qt::DisplayRole:
        return column.epoch;
    case Qt::ToolTipRole:
        return plainTip((column.accuracy ? tr("%1/%2, %3 %4 %")
                                               .arg(column.lineage)
                                               .arg(column.epoch)
                                               .arg(column.accuracyName)
                                               .arg(percent(*column.accuracy))
                                         : tr("%1/%2").arg(column.lineage).arg(column.epoch)) +
                        (column.notes.isEmpty() ? QString() : QLatin1Char('\n') + column.notes));
    default:
        return {};
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>
#include <QImage>

#include <optional>
#include <vector>

namespace palimpsest {

/// What became of the values of one checkpoint on one sample.
enum class UnitCell {
    Empty,
    Queued,
    Running,
    Done,
    Derived, ///< done, from values of finer parts
    Stale,
    Failed,
};

/// Name of a state for legends and screen readers.
QString unitCellName(UnitCell cell);

/// A row of the matrix.
struct MatrixSample
{
    QString id;
    QString className;
    std::optional<int> parts = {}; ///< none while that is not known
    QImage thumbnail = {};         ///< of a picture
    QString sentence = {};         ///< stands in place of thumbnail and id; empty for a picture
    QString problem = {};          ///< why its parts are not known, or empty

    bool operator==(const MatrixSample&) const = default;
};

/// A unit of the matrix.
struct MatrixCell
{
    UnitCell state = UnitCell::Empty;
    QString reason = {}; ///< of the state, or empty

    bool operator==(const MatrixCell&) const = default;
};

/// A column of the matrix; those of one lineage stand together.
struct MatrixCheckpoint
{
    QString lineage;
    int epoch = 0;
    std::optional<double> accuracy;
    QString accuracyName = {}; ///< with its set: "test accuracy"
    QString notes = {};        ///< what else there is to say of it, a line each
    bool isOutdated = false;   ///< its accuracy

    bool operator==(const MatrixCheckpoint&) const = default;
};

/// The accuracy of a column in whole percent, in brackets where it is outdated; empty without one.
QString accuracyText(const MatrixCheckpoint& column);

/// Samples × checkpoints, and the state of every unit.
class UnitMatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { CellRole = Qt::UserRole }; ///< a UnitCell as int

    using QAbstractTableModel::QAbstractTableModel;

    /// All cells become empty, unless rows and columns are what they were.
    void setStudy(std::vector<MatrixSample> samples, std::vector<MatrixCheckpoint> checkpoints);

    /// Shows another picture, class or number of parts of a sample, whose cells stay.
    void setSample(int row, MatrixSample sample);

    void setCell(int row, int column, MatrixCell cell);
    /// One for every column.
    void setCells(int row, std::vector<MatrixCell> cells);

    const std::vector<MatrixCheckpoint>& checkpoints() const { return m_checkpoints; }
    const MatrixCheckpoint& checkpoint(int column) const
    {
        return m_checkpoints[static_cast<std::size_t>(column)];
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::size_t position(int row, int column) const;
    QString toolTip(const QModelIndex& index) const;

    std::vector<MatrixSample> m_samples;
    std::vector<MatrixCheckpoint> m_checkpoints;
    std::vector<MatrixCell> m_cells;
};

} // namespace palimpsest

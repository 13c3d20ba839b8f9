// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/checkpoint_table.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace palimpsest {

/// Checkpoints that may join a study: each can be left out, and its run, role and epoch edited.
class CheckpointRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { kFile, kRun, kRole, kEpoch, kProblem, kLook, kColumns };

    explicit CheckpointRowsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setRows(std::vector<CheckpointRow> rows);
    /// Those that are not left out.
    std::vector<CheckpointRow> chosen() const;
    /// Takes over the problems of rows that chosen() gave and that were checked since.
    void setProblems(const std::vector<CheckpointRow>& checked);
    /// How many of the chosen rows have a problem.
    std::size_t problemCount() const;
    /// The first of these rows; none where there is no problem.
    std::optional<int> firstProblem() const;
    /// How many of the chosen rows have the problem of that row, which is among them.
    std::size_t sharing(int row) const;

    /// What is odd of the chosen rows that can join: "run/0: …".
    QStringList warnings() const;

    /// Leaves out every row that has a problem.
    void leaveOutProblems();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void edited(); ///< what is chosen differs, so that it has to be checked again

private:
    struct Row
    {
        CheckpointRow checkpoint;
        bool isChosen = true;
    };

    QString text(const Row& row, int column) const;
    bool change(Row& row, int column, const QVariant& value);
    void changed(int first, int last);

    std::vector<Row> m_rows;
};

/// "Pre-trained", "Fine-tuned", "From scratch", "Other", as Role counts.
QStringList roleTexts();

} // namespace palimpsest

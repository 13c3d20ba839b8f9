// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/checkpoint_rows_model.h"

#include "core/base/listed_names.h"
#include "core/setup/joining.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace palimpsest {

QStringList roleTexts()
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Roles", text); };
    return {tr("Pre-trained"), tr("Fine-tuned"), tr("From scratch"), tr("Other")};
}

void CheckpointRowsModel::setRows(std::vector<CheckpointRow> rows)
{
    beginResetModel();
    m_rows.clear();
    for (CheckpointRow& row : rows) {
        m_rows.push_back({.checkpoint = std::move(row)});
    }
    endResetModel();
}

std::vector<CheckpointRow> CheckpointRowsModel::chosen() const
{
    std::vector<CheckpointRow> rows;
    for (const Row& row : m_rows) {
        if (row.isChosen) {
            rows.push_back(row.checkpoint);
        }
    }
    return rows;
}

void CheckpointRowsModel::setProblems(const std::vector<CheckpointRow>& checked)
{
    for (Row& row : m_rows) {
        const auto found = std::ranges::find(checked, row.checkpoint.path, &CheckpointRow::path);
        row.checkpoint.open = found == checked.end() ? std::nullopt : found->open;
        row.checkpoint.problem = found == checked.end() ? std::string() : found->problem;
        row.checkpoint.network = found == checked.end() ? NetworkFacts() : found->network;
        row.checkpoint.outputs = found == checked.end() ? OutputDecision() : found->outputs;
        row.checkpoint.isStep = found != checked.end() && found->isStep;
        row.checkpoint.isStep = found != checked.end() && found->isStep;
        row.checkpoint.modelTemplate =
            found == checked.end() ? std::filesystem::path() : found->modelTemplate;
        row.checkpoint.warnings =
            found == checked.end() ? std::vector<std::string>() : found->warnings;
    }
    changed(0, rowCount() - 1);
}

std::size_t CheckpointRowsModel::problemCount() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        m_rows, [](const Row& row) { return row.isChosen && !row.checkpoint.problem.empty(); }));
}

std::optional<int> CheckpointRowsModel::firstProblem() const
{
    const auto found = std::ranges::find_if(
        m_rows, [](const Row& row) { return row.isChosen && !row.checkpoint.problem.empty(); });
    return found == m_rows.end() ? std::nullopt
                                 : std::optional(static_cast<int>(found - m_rows.begin()));
}

std::size_t CheckpointRowsModel::sharing(int row) const
{
    const std::string& problem = m_rows[static_cast<std::size_t>(row)].checkpoint.problem;
    return static_cast<std::size_t>(std::ranges::count_if(m_rows, [&](const Row& other) {
        return other.isChosen && other.checkpoint.problem == problem;
    }));
}

QStringList CheckpointRowsModel::warnings() const
{
    QStringList lines;
    for (const CheckpointRow& row : chosen()) {
        for (const std::string& warning : row.warnings) {
            lines.append(QStringLiteral("%1/%2: %3")
                             .arg(QString::fromStdString(row.lineage), QString::number(row.epoch),
                                  QString::fromStdString(warning)));
        }
    }
    return lines;
}

void CheckpointRowsModel::leaveOutProblems()
{
    for (Row& row : m_rows) {
        row.isChosen = row.isChosen && row.checkpoint.problem.empty();
    }
    changed(0, rowCount() - 1);
    emit edited();
}

int CheckpointRowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CheckpointRowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kColumns);
}

QString CheckpointRowsModel::text(const Row& row, int column) const
{
    const CheckpointRow& checkpoint = row.checkpoint;
    switch (column) {
    case kFile:
        return QString::fromStdString(checkpoint.path.filename().string());
    case kRun:
        return QString::fromStdString(checkpoint.lineage);
    case kRole:
        return roleTexts()[static_cast<int>(checkpoint.role)];
    case kEpoch:
        return checkpoint.source == EpochSource::Unknown ? QStringLiteral("?")
                                                         : QString::number(checkpoint.epoch);
    case kLook:
        return QString::fromStdString(
            describe(checkpoint) + ". " +
            assumptionNote(checkpoint.network, openQuestions(checkpoint)) +
            (checkpoint.warnings.empty() ? "" : " " + joined(checkpoint.warnings, " ")));
    default:
        return row.isChosen ? QString::fromStdString(checkpoint.problem) : tr("left out");
    }
}

QVariant CheckpointRowsModel::data(const QModelIndex& index, int role) const
{
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const CheckpointRow& checkpoint = row.checkpoint;
    const bool hasProblem = row.isChosen && !checkpoint.problem.empty();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::EditRole:
        return index.column() == kEpoch  ? QVariant(checkpoint.epoch)
               : index.column() == kRole ? QVariant(static_cast<int>(checkpoint.role))
                                         : QVariant(text(row, index.column()));
    case Qt::CheckStateRole:
        return index.column() == kFile ? QVariant(row.isChosen ? Qt::Checked : Qt::Unchecked)
                                       : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == kFile) {
            return plainTip(QString::fromStdString(checkpoint.path.string()));
        }
        return index.column() == kEpoch
                   ? tr("From: %1").arg(QString::fromStdString(epochSourceName(checkpoint.source)))
                   : plainTip(text(row, index.column()));
    case Qt::DecorationRole:
        return index.column() == kProblem && hasProblem ? QVariant(themedIcon("error"))
                                                        : QVariant();
    case Qt::ForegroundRole:
        if (!row.isChosen) {
            return themeColours().faintText;
        }
        return index.column() == kProblem && hasProblem ? QVariant(themeColours().error)
                                                        : QVariant();
    default:
        return {};
    }
}

QVariant CheckpointRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    const QStringList names = {tr("File"),  tr("Run"),     tr("Role"),
                               tr("Epoch"), tr("Problem"), tr("What it is")};
    return names.value(section);
}

Qt::ItemFlags CheckpointRowsModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid()) {
        return flags;
    }
    if (index.column() == kFile) {
        flags |= Qt::ItemIsUserCheckable;
    } else if (index.column() <= kEpoch) {
        flags |= Qt::ItemIsEditable;
    }
    return flags;
}

bool CheckpointRowsModel::change(Row& row, int column, const QVariant& value)
{
    CheckpointRow& checkpoint = row.checkpoint;
    if (column == kRun) {
        checkpoint.lineage = value.toString().trimmed().toStdString();
    } else if (column == kRole) {
        checkpoint.role = static_cast<Role>(std::clamp(value.toInt(), 0, 3));
    } else if (column == kEpoch && value.toInt() >= 0) {
        checkpoint.epoch = value.toInt();
        checkpoint.source = EpochSource::User;
    } else {
        return false;
    }
    return true;
}

bool CheckpointRowsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole && index.column() == kFile) {
        row.isChosen = value.toInt() == Qt::Checked;
    } else if (role != Qt::EditRole || !change(row, index.column(), value)) {
        return false;
    }
    if (index.column() == kRole) { // a run has one role
        for (Row& other : m_rows) {
            if (other.checkpoint.lineage == row.checkpoint.lineage) {
                other.checkpoint.role = row.checkpoint.role;
            }
        }
    }
    changed(0, rowCount() - 1);
    emit edited();
    return true;
}

void CheckpointRowsModel::changed(int first, int last)
{
    if (last >= first) {
        emit dataChanged(index(first, 0), index(last, kColumns - 1));
    }
}

} // namespace palimpsest

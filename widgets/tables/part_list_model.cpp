// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/part_list_model.h"

#include "widgets/style/part_colours.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/theme.h"

#include <QIcon>
#include <QMimeData>

#include <utility>

namespace palimpsest {

namespace {

constexpr int kKeys = 10; // 1 to 9, then 0
const QString kRowType = QStringLiteral("application/x-palimpsest-part");

} // namespace

void PartListModel::setDrawing(const Drawing& drawing, const LabelMap& map)
{
    std::vector<PartRow> rows;
    for (std::size_t i = 0; i < drawing.parts.size(); ++i) {
        const PartStyle& style = drawing.parts[i];
        const double share =
            static_cast<double>(map.parts[i].pixels) / static_cast<double>(map.labels.size());
        const QString name = QString::fromStdString(style.name);
        rows.push_back(
            {.name = name,
             .shown = name,
             .colour = partColour(style, static_cast<int>(i)),
             .tip = name,
             .covers = percentText(share),
             .coverage = share > 0.0
                             ? tr("Share of the picture that this part covers")
                             : tr("This part covers no pixel. Draw it, merge it or delete it."),
             .isEmpty = share <= 0.0});
    }
    setRows(std::move(rows));
}

void PartListModel::setWords(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    std::vector<PartRow> rows;
    for (const WordPart& part : parts.parts) {
        const QString name = QString::fromStdString(part.label);
        const QString words = QString::fromStdString(phraseOf(sentence, part.words));
        rows.push_back({.name = name,
                        .shown = name == words ? name : tr("%1 · %2").arg(name, words),
                        .colour = partColour(part, static_cast<int>(rows.size())),
                        .tip = tr("Words of this part: %1").arg(words),
                        .covers = {},
                        .coverage = {}});
    }
    setRows(std::move(rows));
}

void PartListModel::setRows(std::vector<PartRow> rows)
{
    // Rows that stay keep the selection and an editor that is open.
    const bool sameRows = rows.size() == m_rows.size();
    if (!sameRows) {
        beginResetModel();
    }
    m_rows = std::move(rows);
    if (!sameRows) {
        endResetModel();
    } else if (!m_rows.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int PartListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PartListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PartListModel::keyData(int part, int role)
{
    if (part >= kKeys) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QString::number((part + 1) % kKeys);
    case Qt::ToolTipRole:
        return tr("Press %1 to choose this part").arg((part + 1) % kKeys);
    case Qt::ForegroundRole:
        return themeColours().faintText;
    case Qt::TextAlignmentRole:
        return Qt::AlignCenter;
    default:
        return {};
    }
}

QVariant PartListModel::nameData(int part, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return row(part).shown;
    case Qt::EditRole:
        return row(part).name;
    case Qt::ToolTipRole:
        return plainTip(row(part).tip);
    case Qt::DecorationRole:
        return partSwatch(row(part).colour);
    default:
        return {};
    }
}

QVariant PartListModel::coverageData(int part, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return row(part).covers;
    case Qt::ToolTipRole:
        return row(part).coverage;
    case Qt::ForegroundRole:
        return row(part).isEmpty ? themeColours().error : themeColours().faintText;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant PartListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    switch (index.column()) {
    case Key:
        return keyData(index.row(), role);
    case Name:
        return nameData(index.row(), role);
    default:
        return coverageData(index.row(), role);
    }
}

QVariant PartListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Key:
        return tr("Key");
    case Name:
        return tr("Part");
    case Coverage:
        return tr("Covers");
    default:
        return {};
    }
}

bool PartListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || index.column() != Name || !checkIndex(index)) {
        return false;
    }
    const QString before = data(index, Qt::EditRole).toString();
    const QString wanted = value.toString().trimmed();
    if (wanted != before) {
        emit renameRequested(index.row(), wanted);
    }
    return before != data(index, Qt::EditRole).toString();
}

Qt::ItemFlags PartListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::ItemIsDropEnabled; // between rows only
    }
    const Qt::ItemFlags flags =
        QAbstractTableModel::flags(index) | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    return index.column() == Name ? flags | Qt::ItemIsEditable : flags;
}

QStringList PartListModel::mimeTypes() const
{
    return {kRowType};
}

QMimeData* PartListModel::mimeData(const QModelIndexList& indexes) const
{
    if (indexes.isEmpty()) {
        return nullptr;
    }
    auto* data = new QMimeData;
    data->setData(kRowType, QByteArray::number(indexes.front().row()));
    return data;
}

bool PartListModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                 const QModelIndex& parent)
{
    bool isNumber = false;
    const int from = data->data(kRowType).toInt(&isNumber);
    if (action != Qt::MoveAction || !isNumber || from < 0 || from >= rowCount() ||
        parent.isValid()) {
        return false;
    }
    const int before = row < 0 ? rowCount() : row;
    const int to = before > from ? before - 1 : before;
    if (to != from) {
        emit moveRequested(from, to);
    }
    return false; // so that the view removes no row
}

QString percentText(double share)
{
    const double percent = 100.0 * share;
    const int digits = percent > 0.0 && percent < 9.95 ? 1 : 0;
    return PartListModel::tr("%1\u00a0%").arg(percent, 0, 'f', digits);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/part_list_model.h"

#include "widgets/style/part_colours.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/theme.h"

#include <QIcon>
#include <QMimeData>

#include <algorithm>
#include <iterator>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kKeys = 10; // 1 to 9, then 0
const QString kRowType = QStringLiteral("application/x-palimpsest-part");

} // namespace

void PartListModel::setDrawing(const Drawing& drawing, const LabelMap& map)
{
    setParts(partRows(drawing, map));
}

void PartListModel::setWords(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    setParts(partRows(sentence, parts));
}

void PartListModel::setNames(const std::optional<PartNames>& set)
{
    if (set != m_set) {
        m_set = set;
        arrange();
    }
}

void PartListModel::setPreview(std::optional<LabelMap> map)
{
    m_preview = std::move(map);
    if (!m_places.empty()) {
        emit dataChanged(index(0, Coverage), index(rowCount() - 1, Coverage));
    }
}

/// The pixels that a row would have; 0 where nothing is previewed.
std::size_t PartListModel::previewOf(int row) const
{
    if (!m_preview) {
        return 0;
    }
    const std::string name = data(index(row, Name), Qt::EditRole).toString().toStdString();
    const auto found = std::ranges::find(m_preview->parts, name, &Part::name);
    return found == m_preview->parts.end() ? 0 : found->pixels;
}

std::size_t PartListModel::pixelsOf(int row) const
{
    return partAt(row) < 0 ? 0 : part(partAt(row)).pixels;
}

void PartListModel::setParts(std::vector<PartRow> parts)
{
    m_parts = std::move(parts);
    arrange();
}

/// Rows that stay keep the selection and an editor that is open.
void PartListModel::arrange()
{
    std::vector<Place> places;
    std::vector<bool> isNamed(m_parts.size(), false);
    for (int entry = 0; m_set && entry < static_cast<int>(m_set->parts.size()); ++entry) {
        const QString name = QString::fromStdString(this->entry(entry).name);
        const auto found = std::ranges::find(m_parts, name, &PartRow::name);
        const int part =
            found == m_parts.end() ? -1 : static_cast<int>(std::distance(m_parts.begin(), found));
        if (part >= 0) {
            isNamed[static_cast<std::size_t>(part)] = true;
        }
        places.push_back({.part = part, .entry = entry});
    }
    for (int part = 0; part < partCount(); ++part) {
        if (!isNamed[static_cast<std::size_t>(part)]) {
            const auto before = std::ranges::find(places, part - 1, &Place::part);
            const auto behind = part == 0 ? places.begin() : std::next(before);
            places.insert(behind, {.part = part});
        }
    }
    const bool sameRows = places.size() == m_places.size();
    if (!sameRows) {
        beginResetModel();
    }
    m_places = std::move(places);
    if (!sameRows) {
        endResetModel();
    } else if (!m_places.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

const NamedPart& PartListModel::entry(int entry) const
{
    return m_set->parts[static_cast<std::size_t>(entry)];
}

int PartListModel::partAt(int row) const
{
    return row < 0 ? -1 : place(row).part;
}

int PartListModel::entryAt(int row) const
{
    return row < 0 ? -1 : place(row).entry;
}

int PartListModel::rowOfPart(int part) const
{
    const auto found = std::ranges::find(m_places, part, &Place::part);
    const bool isThere = part >= 0 && found != m_places.end();
    return isThere ? static_cast<int>(std::distance(m_places.begin(), found)) : -1;
}

int PartListModel::rowOfEntry(int entry) const
{
    const auto found = std::ranges::find(m_places, entry, &Place::entry);
    const bool isThere = entry >= 0 && found != m_places.end();
    return isThere ? static_cast<int>(std::distance(m_places.begin(), found)) : -1;
}

/// The row whose place one gets that goes to another or beyond; −1 where there is none.
int PartListModel::goal(int from, int to) const
{
    const int step = to < from ? -1 : 1;
    for (int row = to; from >= 0 && from != to && row >= 0 && row < rowCount(); row += step) {
        if (canTakePlace(from, row)) {
            return row;
        }
    }
    return -1;
}

bool PartListModel::canTakePlace(int from, int row) const
{
    if (entryAt(from) >= 0) {
        return entryAt(row) >= 0;
    }
    return partAt(row) >= 0 && (partAt(row) < partAt(from)) == (row < from);
}

void PartListModel::move(int from, int to)
{
    const int row = goal(from, to);
    if (row < 0) {
        return;
    }
    if (entryAt(from) >= 0) {
        emit entryMoveRequested(entryAt(from), entryAt(row));
    } else {
        emit moveRequested(partAt(from), partAt(row));
    }
}

int PartListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

int PartListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

/// The digit that chooses it: that of the set, or else of its number.
std::optional<int> PartListModel::keyOf(int row) const
{
    if (m_set) {
        return entryAt(row) >= 0 ? entry(entryAt(row)).key : std::nullopt;
    }
    return row < kKeys ? std::optional((row + 1) % kKeys) : std::nullopt;
}

QVariant PartListModel::keyData(int row, int role) const
{
    const std::optional<int> key = keyOf(row);
    if (!key) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return QString::number(*key);
    case Qt::ToolTipRole:
        return tr("Press %1 to choose this part").arg(*key);
    case Qt::ForegroundRole:
        return themeColours().faintText;
    case Qt::TextAlignmentRole:
        return Qt::AlignCenter;
    default:
        return {};
    }
}

QVariant PartListModel::nameData(int row, int role) const
{
    if (partAt(row) < 0) {
        return missingNameData(entryAt(row), role);
    }
    const PartRow& shown = part(partAt(row));
    switch (role) {
    case Qt::DisplayRole:
        return shown.shown;
    case Qt::EditRole:
        return shown.name;
    case Qt::ToolTipRole:
        return plainTip(m_set && entryAt(row) < 0
                            ? tr("%1\nThis part is not in the part set “%2”.")
                                  .arg(shown.tip, QString::fromStdString(m_set->name))
                            : shown.tip);
    case Qt::DecorationRole:
        return partSwatch(shown.colour);
    default:
        return {};
    }
}

QVariant PartListModel::missingNameData(int entry, int role) const
{
    const QString name = QString::fromStdString(this->entry(entry).name);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return name;
    case Qt::ToolTipRole:
        return plainTip(tr("%1\nThis sample does not have this part yet. Choose it and draw: it "
                           "gets this name and colour.")
                            .arg(name));
    case Qt::DecorationRole:
        return partSwatch(partColour(styleOf(*m_set, entry), entry));
    case Qt::ForegroundRole:
        return themeColours().faintText;
    default:
        return {};
    }
}

QVariant PartListModel::coverageData(int row, int role) const
{
    if (m_preview && previewOf(row) != pixelsOf(row)) {
        return previewData(row, role);
    }
    if (partAt(row) < 0) {
        return missingData(role);
    }
    const PartRow& shown = part(partAt(row));
    switch (role) {
    case Qt::DisplayRole:
        return entryAt(row) >= 0 && !shown.isEmpty
                   ? QStringLiteral("✓ %1").arg(shown.covers).trimmed()
                   : shown.covers;
    case Qt::ToolTipRole:
        return shown.coverage;
    case Qt::ForegroundRole:
        return shown.isEmpty ? themeColours().error : themeColours().faintText;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant PartListModel::previewData(int row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return tr("preview %1")
            .arg(percentText(static_cast<double>(previewOf(row)) /
                             static_cast<double>(m_preview->labels.size())));
    case Qt::ToolTipRole:
        return tr("Share of the picture that this part will cover once what is shown is kept "
                  "(Enter): %1 of the %2 pixels that models see")
            .arg(previewOf(row))
            .arg(m_preview->labels.size());
    case Qt::ForegroundRole:
        return themeColours().faintText;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant PartListModel::missingData(int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return tr("missing");
    case Qt::ForegroundRole:
        return themeColours().stale;
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
    if (role != Qt::EditRole || index.column() != Name || !checkIndex(index) ||
        partAt(index.row()) < 0) {
        return false;
    }
    const QString before = data(index, Qt::EditRole).toString();
    const QString wanted = value.toString().trimmed();
    if (wanted != before) {
        emit renameRequested(partAt(index.row()), wanted);
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
    const bool hasName = index.column() == Name && partAt(index.row()) >= 0;
    return hasName ? flags | Qt::ItemIsEditable : flags;
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
    move(from, before > from ? before - 1 : before);
    return false; // so that the view removes no row
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/part_names.h"
#include "core/samples/sentence_parts.h"

#include <QAbstractTableModel>
#include <QColor>

#include <optional>
#include <vector>

namespace palimpsest {

/// A part as lists and menus show it.
struct PartRow
{
    QString name;
    QString shown; ///< the name, with the words of the part where it does not say them
    QColor colour;
    QString tip;      ///< of the name
    QString covers;   ///< share of the picture, or empty
    QString coverage; ///< what that means
    bool isEmpty = false;

    bool operator==(const PartRow&) const = default;
};

/// The parts of a drawing or a sentence in their order or, where a part set names them, in that of
/// the set, those that are missing among them; the others stand below. It shows what it was given
/// and never changes it: names that are entered and rows that are dragged become requests.
class PartListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Key, Name, Coverage, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `map` is what models see of it.
    void setDrawing(const Drawing& drawing, const LabelMap& map);
    /// `parts` are of `sentence`.
    void setWords(const TokenisedSentence& sentence, const SentenceParts& parts);
    /// The set that names parts of the sample; none where there is none.
    void setNames(const std::optional<PartNames>& set);
    const std::optional<PartNames>& names() const { return m_set; }

    int partCount() const { return static_cast<int>(m_parts.size()); }
    const PartRow& part(int part) const { return m_parts[static_cast<std::size_t>(part)]; }

    // What a row shows; −1 where it is none, and rows of none are −1.

    int partAt(int row) const;  ///< of the sample
    int entryAt(int row) const; ///< of the set
    int rowOfPart(int part) const;
    int rowOfEntry(int entry) const;

    /// Whether a row can go to the place of another: both are of the set, or neither is.
    bool canMove(int from, int to) const;
    /// Asks for that.
    void move(int from, int to);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

signals:
    void renameRequested(int part, const QString& name);
    void moveRequested(int from, int to);      ///< parts
    void entryMoveRequested(int from, int to); ///< entries of the set

private:
    /// Both −1 never.
    struct Place
    {
        int part = -1;
        int entry = -1;
    };

    const Place& place(int row) const { return m_places[static_cast<std::size_t>(row)]; }
    const NamedPart& entry(int entry) const;
    void setParts(std::vector<PartRow> parts);
    void arrange();
    QVariant nameData(int row, int role) const;
    QVariant missingNameData(int entry, int role) const;
    QVariant coverageData(int row, int role) const;
    QVariant missingData(int role) const;
    QVariant keyData(int row, int role) const;
    std::optional<int> keyOf(int row) const;

    std::vector<PartRow> m_parts;
    std::optional<PartNames> m_set;
    std::vector<Place> m_places; ///< by row
};

/// The look that a part of a set begins with.
PartStyle styleOf(const PartNames& set, int entry);

/// "12 %", with a digit more below ten.
QString percentText(double share);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/part_names.h"
#include "widgets/tables/part_row.h"

#include <QAbstractTableModel>

#include <cstddef>
#include <optional>
#include <vector>

namespace palimpsest {

/// The parts of a drawing or a sentence in their order or, where a part set names them, in that of
/// the set, those that are missing among them; each other one follows the part behind which it
/// stands in the file. It shows what it was given
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
    /// What models would see of the parts and of those that are missing, once what a tool shows is
    /// kept; none while it shows nothing.
    void setPreview(std::optional<LabelMap> map);
    const std::optional<LabelMap>& preview() const { return m_preview; }
    /// Whether what is shown gives a row pixels.
    bool isPreviewed(int row) const { return previewOf(row) > 0; }

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

    /// Whether a row can go to the place of another or of the nearest beyond: one of the set goes
    /// among those of the set, for all samples; another one goes among the parts that are there.
    bool canMove(int from, int to) const { return goal(from, to) >= 0; }
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
    std::size_t previewOf(int row) const;
    std::size_t pixelsOf(int row) const;
    void setParts(std::vector<PartRow> parts);
    void arrange();
    int goal(int from, int to) const;
    bool canTakePlace(int from, int row) const;
    QVariant nameData(int row, int role) const;
    QVariant missingNameData(int entry, int role) const;
    QVariant coverageData(int row, int role) const;
    QVariant missingData(int role) const;
    QVariant previewData(int row, int role) const;
    QVariant keyData(int row, int role) const;
    std::optional<int> keyOf(int row) const;

    std::vector<PartRow> m_parts;
    std::optional<PartNames> m_set;
    std::optional<LabelMap> m_preview;
    std::vector<Place> m_places; ///< by row
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/samples/sentence_parts.h"

#include <QAbstractTableModel>
#include <QColor>

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

/// The parts of a drawing or a sentence in their order. It shows what it was given and never
/// changes it: names that are entered and rows that are dragged become requests.
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

    const PartRow& row(int part) const { return m_rows[static_cast<std::size_t>(part)]; }
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
    void moveRequested(int from, int to);

private:
    void setRows(std::vector<PartRow> rows);
    QVariant nameData(int part, int role) const;
    QVariant coverageData(int part, int role) const;
    static QVariant keyData(int part, int role);

    std::vector<PartRow> m_rows;
};

/// "12 %", with a digit more below ten.
QString percentText(double share);

} // namespace palimpsest

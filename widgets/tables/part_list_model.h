// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"

#include <QAbstractTableModel>

namespace palimpsest {

/// The parts of a drawing in their order. It shows what it was given and never changes it: names
/// that are entered and rows that are dragged become requests.
class PartListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Key, Name, Coverage, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `map` is what paint(drawing) gives.
    void setDrawing(const Drawing& drawing, const LabelMap& map);

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
    QVariant nameData(int part, int role) const;
    QVariant coverageData(int part, int role) const;
    static QVariant keyData(int part, int role);

    std::vector<PartStyle> m_parts;
    std::vector<double> m_shares; ///< of the picture, 0 to 1
};

/// "12 %", with a digit more below ten.
QString percentText(double share);

} // namespace palimpsest

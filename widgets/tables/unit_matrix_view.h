// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tables/unit_matrix_model.h"

#include <QMenu>
#include <QTableView>

class QLabel;

namespace palimpsest {

/// The matrix of a study: lineages with their epochs and accuracies on top, samples at the side, a
/// square for every unit. A press on a sample or a checkpoint chooses it and keeps the other.
class UnitMatrixView : public QTableView
{
    Q_OBJECT

public:
    explicit UnitMatrixView(QWidget* parent = nullptr);

    void setMatrix(UnitMatrixModel* model);

signals:
    void unitChosen(int row, int column);
    void sampleActivated(int row);
    void extractRequested(int column); ///< this checkpoint on all samples
    /// A right click on a cell, the name of a sample (`column` −1) or a checkpoint (`row` −1):
    /// `menu` is about to be shown and takes further actions.
    void menuRequested(QMenu* menu, int row, int column);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void updateGeometries() override;

private:
    void showMenu(int row, int column, const QPoint& where);
    void fitLineages(const UnitMatrixModel& model);

    QLabel* m_lineNames; ///< what the lines of the header are
};

/// "coat · 3 parts" in `width` pixels: the class gives way, what is said of the parts stays.
QString withShortenedClass(const QString& line, const QFontMetrics& metrics, int width);

/// What the squares mean, in a line.
QWidget* makeMatrixLegend();

} // namespace palimpsest

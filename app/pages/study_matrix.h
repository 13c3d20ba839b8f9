// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"
#include "widgets/tables/unit_matrix_model.h"

#include <QMenu>
#include <QObject>

namespace palimpsest {

class UnitMatrixView;

/// Keeps the matrix of a study's units as the session has them. The chosen row is the chosen
/// sample; the chosen column stays the same checkpoint, whatever it is called.
class StudyMatrix : public QObject
{
    Q_OBJECT

public:
    explicit StudyMatrix(StudySession& session, QObject* parent = nullptr);

    UnitMatrixView* view() const { return m_view; } ///< for the page to place

    /// The chosen sample on the checkpoint whose cell is chosen, else on the first one.
    UnitIndex chosenUnit() const;

signals:
    void unitChosen();
    void sampleActivated(); ///< the chosen one
    /// `menu` is about to be shown, of the chosen sample, the chosen checkpoint, or both, and takes
    /// further actions.
    void menuRequested(QMenu* menu, bool isOfSample, bool isOfCheckpoint);

private:
    void connectView();
    void connectSession();
    void requestMenu(QMenu* menu, int row, int column);
    MatrixSample rowOf(std::size_t sample);
    void showStudy();
    void showSample(std::size_t sample);
    void showValues();
    void showUnits();
    void showUnitsOf(std::size_t sample);
    void showUnit(const UnitIndex& unit);
    MatrixCell cellAt(const UnitIndex& unit);

    StudySession& m_session;
    UnitMatrixModel* m_model;
    UnitMatrixView* m_view;
};

} // namespace palimpsest

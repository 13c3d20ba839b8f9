// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"
#include "core/study/study.h"
#include "core/units/unit_check.h"
#include "core/values/unit_values.h"

#include <QWidget>

#include <array>

class QLabel;
class QToolButton;

namespace palimpsest {

/// What a checkpoint answers to the chosen sample: everything visible, everything hidden, and with
/// the parts that were clicked off. Read from the stored table, no model runs.
class AnswerTable : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerTable(QWidget* parent = nullptr);

    /// `table` may be null, as nothing that holds is stored, of which `state` says why.
    void setAnswers(const UnitValues* table, UnitState state, Coalition hidden, const Study& study,
                    std::size_t sample);

signals:
    void showAllRequested();

private:
    struct Row
    {
        QLabel* what;
        QLabel* value;
        QLabel* probability;
        QLabel* predicted;
    };

    void setRow(Row& row, const UnitValues& table, Coalition visible, const Study& study,
                std::size_t sample);

    std::array<Row, 3> m_rows;
    QLabel* m_valueTitle;
    QLabel* m_probabilityTitle;
    QToolButton* m_showAll;
};

} // namespace palimpsest

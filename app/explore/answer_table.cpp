// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/answer_table.h"

#include "app/document/study_names.h"
#include "widgets/style/counted.h"
#include "widgets/style/elided_label.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <bit>
#include <cmath>

namespace palimpsest {

namespace {

QLabel* number()
{
    auto* label = new QLabel;
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString signedText(double value)
{
    return (value < 0.0 ? QStringLiteral("−") : QString()) +
           QString::number(std::abs(value), 'f', 2);
}

/// Name of the class with the largest logit; empty when logits were not kept, the study no longer
/// lists it, or the model answers with a number.
QString predictedName(const UnitValues& table, Coalition visible, const Study& study)
{
    const int predicted = predictedClass(table, visible);
    return predicted < 0 || predicted >= static_cast<int>(study.classes.size()) ||
                   study.settings.valueKind == ValueKind::Output
               ? QString()
               : className(study, predicted);
}

QString whyNone(UnitState state)
{
    switch (state) {
    case UnitState::Stale:
        return AnswerTable::tr("Its values are stale");
    case UnitState::Damaged:
        return AnswerTable::tr("Its values cannot be read");
    case UnitState::Missing:
    case UnitState::Complete: // and not read yet
        break;
    }
    return AnswerTable::tr("No values are stored yet");
}

} // namespace

AnswerTable::AnswerTable(QWidget* parent)
    : QWidget(parent), m_valueTitle(number()), m_probabilityTitle(new ElidedLabel),
      m_showAll(new QToolButton)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(0, 1);
    m_valueTitle->setText(tr("v"));
    m_probabilityTitle->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_valueTitle, 0, 1);
    grid->addWidget(m_probabilityTitle, 0, 2);
    grid->addWidget(new QLabel(tr("says")), 0, 3);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i] = {new QLabel, number(), number(), new ElidedLabel};
        const int line = static_cast<int>(i) + 1;
        grid->addWidget(m_rows[i].what, line, 0);
        grid->addWidget(m_rows[i].value, line, 1);
        grid->addWidget(m_rows[i].probability, line, 2);
        grid->addWidget(m_rows[i].predicted, line, 3);
    }
    m_rows[2].value->setObjectName("valueNow");
    m_rows[0].what->setText(tr("All visible"));
    m_rows[1].what->setText(tr("All hidden"));
    m_rows[0].what->setToolTip(tr("N, all parts visible"));
    m_rows[1].what->setToolTip(tr("∅, all parts hidden"));
    m_showAll->setIcon(themedIcon("eye"));
    m_showAll->setAutoRaise(true);
    m_showAll->setAccessibleName(tr("Show all parts"));
    m_showAll->setToolTip(tr("Show the hidden parts again"));
    grid->addWidget(m_showAll, 3, 4);
    grid->setRowMinimumHeight(3, m_showAll->sizeHint().height());
    connect(m_showAll, &QToolButton::clicked, this, &AnswerTable::showAllRequested);
}

void AnswerTable::setAnswers(const UnitValues* table, UnitState state, Coalition hidden,
                             const Study& study, std::size_t sample)
{
    const int target = table != nullptr ? table->target : decidedTarget(study, sample).value_or(-1);
    const QString definition = valueKindDefinition(study.settings.valueKind);
    const bool isOfLogits = table == nullptr || table->outputs == OutputKind::Logits;
    m_valueTitle->setToolTip(
        isOfLogits ? definition
                   : tr("%1; the model answers with %2")
                         .arg(definition, QString::fromStdString(describe(table->outputs))));
    m_probabilityTitle->setText(tr("p(%1)").arg(className(study, target)));
    m_probabilityTitle->setToolTip(plainTip(
        tr("Probability of %1, the class that v speaks of").arg(className(study, target))));
    m_showAll->setVisible(hidden != 0);
    if (table == nullptr) {
        for (Row& row : m_rows) {
            for (QLabel* cell : {row.value, row.probability, row.predicted}) {
                cell->setText(QStringLiteral("–"));
            }
        }
        m_rows[2].what->setText(whyNone(state));
        return;
    }
    const Coalition full = fullCoalition(table->partCount);
    setRow(m_rows[0], *table, full, study, sample);
    setRow(m_rows[1], *table, 0, study, sample);
    setRow(m_rows[2], *table, full & ~hidden, study, sample);
    m_rows[2].what->setText(hidden == 0
                                ? tr("Click parts off")
                                : counted(static_cast<std::size_t>(std::popcount(hidden & full)),
                                          tr("1 hidden"), tr("%1 hidden")));
    if (hidden == 0) {
        for (QLabel* cell : {m_rows[2].value, m_rows[2].probability, m_rows[2].predicted}) {
            cell->clear();
        }
        m_rows[2].predicted->setToolTip({});
    }
}

void AnswerTable::setRow(Row& row, const UnitValues& table, Coalition visible, const Study& study,
                         std::size_t sample)
{
    row.value->setText(signedText(table.v[visible]));
    const auto probability = probabilityOf(table, visible, study.settings.valueKind);
    row.probability->setText(probability ? QString::number(*probability, 'f', 3)
                                         : QStringLiteral("–"));
    const QString predicted = predictedName(table, visible, study);
    const bool isRight = predicted == className(study, study.samples[sample].label);
    row.predicted->setText(predicted.isEmpty() ? QStringLiteral("–")
                           : isRight           ? tr("✓ %1").arg(predicted)
                                               : tr("✗ %1").arg(predicted));
    row.predicted->setToolTip(predicted.isEmpty() ? QString()
                              : isRight ? plainTip(tr("%1, the true class").arg(predicted))
                                        : plainTip(tr("%1, not the true class").arg(predicted)));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/large_run.h"

#include "core/base/coalition.h"

#include <QObject>

namespace palimpsest {

QString durationText(const ExtractionCost& cost)
{
    const double speed = cost.estimate.passesPerSecond;
    return speed > 0.0
               ? QString::fromStdString(roughDuration(static_cast<double>(cost.passes) / speed))
               : QString();
}

QString largeRunQuestion(const ExtractionCost& cost)
{
    const RunEstimate& estimate = cost.estimate;
    if (estimate.mostParts < kManyParts) {
        return {};
    }
    QString question = QObject::tr("%1 has %2 parts, which makes %L3 maskings for each "
                                   "checkpoint; every part less halves them.")
                           .arg(QString::fromStdString(estimate.mostPartsSample))
                           .arg(estimate.mostParts)
                           .arg(coalitionCount(estimate.mostParts));
    question += QObject::tr(" All that is missing are %L1 passes").arg(cost.passes);
    if (const QString duration = durationText(cost); !duration.isEmpty()) {
        question += QObject::tr(", %1").arg(duration);
    }
    question += QObject::tr(", and take about %1 on disk. You can stop at any time; nothing that "
                            "is done is lost.")
                    .arg(QString::fromStdString(roughSize(estimate.bytes)));
    return question;
}

} // namespace palimpsest

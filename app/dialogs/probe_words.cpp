// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/probe_words.h"

#include <QCoreApplication>

#include <optional>

namespace palimpsest {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ProbeDialog", text);
}

/// A row of the table of results; nothing where pictures of that kind were not there.
QString rowOf(const QString& what, const std::optional<Fitness>& fitness, std::size_t pictures)
{
    if (!fitness) {
        return {};
    }
    constexpr auto kRow = "<tr><td>%1</td><td align='right'>%L2</td>"
                          "<td align='right'>%L3 %</td><td align='right'>%L4</td></tr>";
    return QString::fromLatin1(kRow)
        .arg(what)
        .arg(pictures)
        .arg(100.0 * fitness->accuracy, 0, 'f', 1)
        .arg(fitness->crossEntropy, 0, 'f', 3);
}

} // namespace

QString tableOf(const Probe& probe)
{
    const QString head =
        QStringLiteral("<tr><th align='left'>%1</th><th align='right'>%2</th>"
                       "<th align='right'>%3</th><th align='right'>%4</th></tr>")
            .arg(tr("Pictures"), tr("How many"), tr("Right"), tr("Cross-entropy, nats"));
    return QStringLiteral("<p>%1</p><table cellpadding='2' cellspacing='4'>%2</table>")
        .arg(tr("Fitted on the %1 features that enter %2, with C = %3.")
                 .arg(probe.architecture.head.features)
                 .arg(QString::fromStdString(layerName(probe.architecture.head)).toHtmlEscaped())
                 .arg(probe.fit.c),
             head + rowOf(tr("training"), probe.fit.train, pictureCount(probe.trainCounts)) +
                 rowOf(tr("validation, before it was trained on too"), probe.fit.validation,
                       pictureCount(probe.fit.validationCounts)) +
                 rowOf(tr("test"), probe.fit.test, pictureCount(probe.testCounts)));
}

} // namespace palimpsest

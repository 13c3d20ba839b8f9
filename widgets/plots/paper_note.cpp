// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/paper_note.h"

#include "core/analysis/comparison_names.h"
#include "widgets/plots/paper_text.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace palimpsest {

namespace {

constexpr double kNotePoints = 6.0;
constexpr double kAir = 2.0; // points, above and below

QRect textPlace(const QRect& place)
{
    return place.adjusted(points(4), points(kAir), -points(4), 0);
}

QString linesOf(const QString& note, int width)
{
    return wrapped(note, paperFont(kNotePoints), textPlace(QRect(0, 0, width, 0)).width());
}

} // namespace

QString withSampleCount(const QString& name, const Comparison& comparison)
{
    return QCoreApplication::translate("Figure", "%1 · n = %2")
        .arg(name, QString::fromStdString(samplesName(comparison)));
}

QString epochNote(const FigureContent& content, const std::optional<CheckpointIndex>& scratch)
{
    const int epoch = content.analysis.curve[content.epoch].epoch;
    return withSampleCount(
        QString::fromStdString(comparisonName(content.study, content.analysis, epoch, scratch)),
        content.analysis);
}

int noteHeight(const QString& note, int width)
{
    const QFontMetrics metrics(paperFont(kNotePoints));
    return metrics.size(0, linesOf(note, width)).height() + points(2 * kAir);
}

void paintNote(QPainter& painter, const QString& note, const QRect& place)
{
    painter.save();
    painter.fillRect(place, palette::kPaper);
    painter.setPen(palette::kFaintInk);
    painter.setFont(paperFont(kNotePoints));
    painter.drawText(textPlace(place), Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip,
                     linesOf(note, place.width()));
    painter.restore();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/paper_note.h"

#include "core/analysis/comparison_names.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace palimpsest {

namespace {

constexpr double kNotePoints = 6.0;
constexpr double kAir = 2.0; // points, above and below
constexpr int kWrap = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWrapAnywhere;

QRect textPlace(const QRect& place)
{
    return place.adjusted(points(4), points(kAir), -points(4), 0);
}

} // namespace

QFont paperFont(double sizePoints)
{
    QFont font(QStringLiteral("Liberation Sans"));
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(points(sizePoints));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString withSampleCount(const QString& name, const Comparison& comparison)
{
    return QCoreApplication::translate("Figure", "%1 · n = %2")
        .arg(name, QString::fromStdString(samplesName(comparison)));
}

QString epochNote(const FigureContent& content)
{
    const int epoch = content.analysis.curve[content.epoch].epoch;
    return withSampleCount(
        QString::fromStdString(comparisonName(content.study, content.analysis, epoch)),
        content.analysis);
}

int noteHeight(const QString& note, int width)
{
    const QRect room = textPlace(QRect(0, 0, width, 100 * kUnitsPerInch));
    return QFontMetrics(paperFont(kNotePoints)).boundingRect(room, kWrap, note).height() +
           points(2 * kAir);
}

void paintNote(QPainter& painter, const QString& note, const QRect& place)
{
    painter.save();
    painter.fillRect(place, palette::kPaper);
    painter.setFont(paperFont(kNotePoints));
    painter.setPen(palette::kFaintInk);
    painter.drawText(textPlace(place), kWrap, note);
    painter.restore();
}

} // namespace palimpsest

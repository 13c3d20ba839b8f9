// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/paper_note.h"

#include "core/analysis/comparison_names.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

#include <cmath>

namespace palimpsest {

namespace {

constexpr double kNotePoints = 6.0;
constexpr double kAir = 2.0; // points, above and below

QRect textPlace(const QRect& place)
{
    return place.adjusted(points(4), points(kAir), -points(4), 0);
}

/// Lays `text` out on lines of `width`: whole words, and parts of those that are longer than a
/// line. The height of all, in units.
double layOut(QTextLayout& text, int width)
{
    QTextOption option(Qt::AlignHCenter);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text.setTextOption(option);
    double height = 0.0;
    text.beginLayout();
    for (QTextLine line = text.createLine(); line.isValid(); line = text.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0.0, height});
        height += line.height();
    }
    text.endLayout();
    return height;
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

QString epochNote(const FigureContent& content, const std::optional<CheckpointIndex>& scratch)
{
    const int epoch = content.analysis.curve[content.epoch].epoch;
    return withSampleCount(
        QString::fromStdString(comparisonName(content.study, content.analysis, epoch, scratch)),
        content.analysis);
}

int noteHeight(const QString& note, int width)
{
    QTextLayout text(note, paperFont(kNotePoints));
    const double height = layOut(text, textPlace(QRect(0, 0, width, 0)).width());
    return static_cast<int>(std::ceil(height)) + points(2 * kAir);
}

void paintNote(QPainter& painter, const QString& note, const QRect& place)
{
    painter.save();
    painter.fillRect(place, palette::kPaper);
    painter.setPen(palette::kFaintInk);
    QTextLayout text(note, paperFont(kNotePoints));
    layOut(text, textPlace(place).width());
    text.draw(&painter, textPlace(place).topLeft());
    painter.restore();
}

} // namespace palimpsest

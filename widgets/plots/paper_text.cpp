// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/paper_text.h"

#include <QFontMetrics>
#include <QStringList>
#include <QTextLayout>
#include <QTextOption>

namespace palimpsest {

QFont paperFont(double sizePoints)
{
    QFont font(QStringLiteral("Liberation Sans"));
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(points(sizePoints));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString wrapped(const QString& text, const QFont& font, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(text, font);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        lines << text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return lines.join(QLatin1Char('\n'));
}

QString wrapped(const QString& text, const QFont& font, int width, int most)
{
    QString lines = wrapped(text, font, width);
    // Lines end before they are full, so that less than all their room holds text.
    for (double share = 1.0; lines.count(QLatin1Char('\n')) >= most && share > 0.1; share -= 0.1) {
        const int room = static_cast<int>(share * most * width);
        lines = wrapped(QFontMetrics(font).elidedText(text, Qt::ElideMiddle, room), font, width);
    }
    return lines;
}

} // namespace palimpsest

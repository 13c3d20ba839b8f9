// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/value_tip.h"

#include "widgets/style/palette.h"

namespace palimpsest {

QString valueTip(const QString& title, const std::vector<TipLine>& lines)
{
    QString rows;
    for (const TipLine& line : lines) {
        const QString square =
            line.colour == palette::kFinetuned
                ? QStringLiteral("■")
                : QStringLiteral("<font color='%1'>■</font>").arg(line.colour.name());
        rows += QStringLiteral("<tr><td><p style='white-space:pre'>%1 %2  </p></td>"
                               "<td align='right'><p style='white-space:pre'>%3</p></td></tr>")
                    .arg(square, line.name.toHtmlEscaped(), line.value.toHtmlEscaped());
    }
    return QStringLiteral("<b>%1</b><table>%2</table>").arg(title.toHtmlEscaped(), rows);
}

} // namespace palimpsest

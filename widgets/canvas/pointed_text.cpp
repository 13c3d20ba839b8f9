// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/pointed_text.h"

#include <QCoreApplication>

namespace palimpsest {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("PointedText", text);
}

QString placeText(QPointF position, const std::optional<SeenArea>& seen)
{
    const QString where = translated(seen ? QT_TRANSLATE_NOOP("PointedText", "original x %1, y %2")
                                          : QT_TRANSLATE_NOOP("PointedText", "x %1, y %2"))
                              .arg(position.x(), 0, 'f', 1)
                              .arg(position.y(), 0, 'f', 1);
    return seen && !seen->area.contains(position)
               ? where + QStringLiteral(" · ") +
                     translated(QT_TRANSLATE_NOOP("PointedText", "models do not see this"))
               : where;
}

/// How much of what models see a part is.
QString shareText(const LabelMap& seen, std::size_t part)
{
    const double percent = 100.0 * static_cast<double>(seen.parts[part].pixels) /
                           static_cast<double>(seen.labels.size());
    return QString::number(percent, 'f', percent < 10.0 ? 1 : 0);
}

} // namespace

QString pointedText(const LabelMap& map, QPointF position, const std::optional<SeenArea>& seen)
{
    if (position.x() < 0.0 || position.y() < 0.0 || position.x() >= map.width ||
        position.y() >= map.height) {
        return {};
    }
    const auto pixel =
        static_cast<std::size_t>(position.y()) * static_cast<std::size_t>(map.width) +
        static_cast<std::size_t>(position.x());
    const QString where = placeText(position, seen);
    if (map.labels[pixel] == 0) {
        return translated(QT_TRANSLATE_NOOP("PointedText", "background · %1")).arg(where);
    }
    const std::size_t part = map.labels[pixel] - std::size_t{1};
    return translated(seen ? QT_TRANSLATE_NOOP("PointedText", "%1, %2 % of what models see · %3")
                           : QT_TRANSLATE_NOOP("PointedText", "%1, %2 % · %3"))
        .arg(QString::fromStdString(map.parts[part].name),
             shareText(seen ? seen->parts : map, part), where);
}

} // namespace palimpsest

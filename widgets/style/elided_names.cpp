// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/elided_names.h"

#include <QSet>

#include <algorithm>

namespace palimpsest {

namespace {

qsizetype differentOf(const QStringList& names)
{
    return QSet<QString>(names.begin(), names.end()).size();
}

/// How many letters two names begin with alike.
qsizetype sharedBeginning(const QString& one, const QString& other)
{
    return std::ranges::mismatch(one, other).in1 - one.begin();
}

} // namespace

QStringList elidedApart(const QStringList& names, const QFontMetrics& metrics, int width)
{
    QStringList shown;
    for (const QString& name : names) {
        shown << metrics.elidedText(name, Qt::ElideMiddle, width);
    }
    if (differentOf(shown) == differentOf(names)) {
        return shown;
    }
    QStringList apart = shown;
    for (qsizetype i = 0; i < names.size(); ++i) {
        qsizetype shared = names[i].size();
        for (qsizetype j = 0; j < names.size(); ++j) {
            if (shown[j] == shown[i] && names[j] != names[i]) {
                shared = std::min(shared, sharedBeginning(names[i], names[j]));
            }
        }
        if (shared < names[i].size()) {
            apart[i] = metrics.elidedText(QStringLiteral("…") + names[i].mid(shared),
                                          Qt::ElideRight, width);
        }
    }
    return apart;
}

} // namespace palimpsest

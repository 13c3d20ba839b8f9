// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <string>
#include <vector>

namespace palimpsest {

/// Lines of the core as the window shows them.
inline QStringList textLines(const std::vector<std::string>& lines)
{
    QStringList text;
    for (const std::string& line : lines) {
        text.append(QString::fromStdString(line));
    }
    return text;
}

} // namespace palimpsest

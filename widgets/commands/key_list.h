// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <vector>

namespace palimpsest {

/// One line of a list of keys.
struct KeyEntry
{
    QString group; ///< entries of a group stand together, in the order they came
    QString keys;  ///< "Ctrl+Shift+Z"; alternatives are parted by two spaces: "A  D"
    QString what;
    QString more; ///< what the help adds

    bool operator==(const KeyEntry&) const = default;
};

/// Every key of the window: of commands, of tools, and those that are neither.
std::vector<KeyEntry> allKeys();

/// The same as tables of HTML, a heading per group.
QString keysAsHtml();

} // namespace palimpsest

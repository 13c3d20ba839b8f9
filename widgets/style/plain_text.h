// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

class QApplication;

namespace palimpsest {

// Names and messages come from files of others, and Qt takes what looks like HTML for HTML: a
// sample called <img src=…> would have its picture read from the disk. What is shown as rich text
// says so; everything else is plain.

/// Makes every label plain text that nobody has declared to be rich, as long as `application`
/// lives.
void keepLabelsPlain(QApplication& application);

/// `text` for a tool tip, which shows it as it stands.
QString plainTip(const QString& text);

/// `text` with characters that are not seen, or that turn the order of others round, written as
/// \u202E, so that no name passes for another.
QString withVisibleControls(const QString& text);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace palimpsest {

/// A line about long work: what it is at, how far that is, and a button that stops it.
class RunStatus : public QWidget
{
    Q_OBJECT

public:
    /// `cancelTip` says what stopping means.
    explicit RunStatus(const QString& cancelTip, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// `share` of the work is done, in [0, 1].
    void setProgress(double share);
    /// Nobody knows how far it is.
    void setUncertain();

signals:
    void cancelRequested();

private:
    QLabel* m_text;
    QProgressBar* m_bar;
};

} // namespace palimpsest

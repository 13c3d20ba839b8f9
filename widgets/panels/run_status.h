// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace palimpsest {

/// A line about long work: what it is at, how far that is, and a button that stops it. Where there
/// is little room, the words give way.
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

    /// Shows a button that lets the work wait, or go on.
    void offerPause();
    void setPaused(bool isPaused);

signals:
    void cancelRequested();
    void pauseRequested(bool isPaused);

private:
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_pause;
};

} // namespace palimpsest

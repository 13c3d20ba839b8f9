// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/panels/notice_bar.h"

#include <QTimer>

#include <optional>

namespace palimpsest {

class IconLabel;
class WrappedText;

/// One notice of a NoticeBar. To screen readers it is an alert.
class NoticeRow : public QWidget
{
    Q_OBJECT

public:
    NoticeRow(NoticeBar::Level level, const QString& text, QWidget* parent = nullptr);

    NoticeBar::Level level() const { return m_level; }
    const QString& text() const { return m_text; }

    /// Counts the notice once more; from the second time on the count is shown.
    void repeat();

    /// A button with `text`, or none when that is empty.
    void setAction(const QString& text, std::function<void()> action);

    /// What it is about, if that can be tried again; see NoticeBar::showOfAttempt.
    std::optional<int> attempt() const { return m_attempt; }
    void setAttempt(int attempt) { m_attempt = attempt; }

    /// Emits dismissed after `duration`, once neither pointer nor keyboard are here.
    void dismissAfter(std::chrono::milliseconds duration);

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyLook();
    bool isInUse();

    NoticeBar::Level m_level;
    QString m_text;
    std::optional<int> m_attempt;
    int m_count = 0;
    std::function<void()> m_action;
    QTimer m_timer;
    QPoint m_pointer; ///< where it was when the time began
    IconLabel* m_icon;
    WrappedText* m_label;
    QPushButton* m_button;
};

} // namespace palimpsest

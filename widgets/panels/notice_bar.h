// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <chrono>
#include <functional>

class QPushButton;
class QVBoxLayout;

namespace palimpsest {

class NoticeRow;

/// What happened and is worth knowing, as lines beside the pages instead of boxes that interrupt.
/// The latest stands on top; three are seen, the others on request. Errors and warnings stay until
/// they are dismissed or hold no more, the rest goes after a while. Takes no room when there is
/// none; what stands below it in a layout needs the stretch. While a button of the mouse is held it
/// stays as it is, so that nothing moves away under a hand that draws. The keyboard comes here only
/// when the user leads it here, and goes back where it was with the notice that had it.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    enum class Level { Info, Warning, Error };

    explicit NoticeBar(QWidget* parent = nullptr);

    /// Shows a notice; one of the same level and text comes back to the top and is counted. The
    /// action, if any, gets a button and dismisses the notice.
    void showNotice(Level level, const QString& text, const QString& actionText = {},
                    std::function<void()> action = {});

    /// Shows an error or a warning of something that can be tried again; `attempt` is the caller's
    /// number of it.
    void showOfAttempt(int attempt, Level level, const QString& text,
                       const QString& actionText = {}, std::function<void()> action = {});
    /// Takes back what was said of an attempt, which is made anew, or holds no more.
    void withdrawAttempt(int attempt);

    /// Takes back a notice that holds no more; nothing when it is not there.
    void withdraw(const QString& text);
    void clear();

    int count() const { return static_cast<int>(m_rows.size()); }

    /// Follows the buttons of the mouse.
    bool eventFilter(QObject* watched, QEvent* event) override;

    /// How long notices of Level::Info stay; 8 s unless told. They wait for a pointer that moves on
    /// them and for the keyboard; not for a pointer under which they came.
    void setInfoDuration(std::chrono::milliseconds duration) { m_infoDuration = duration; }

private:
    NoticeRow* rowOf(Level level, const QString& text);
    void dismiss(NoticeRow* row);
    void followFocus(QWidget* before, QWidget* now);
    void giveFocusBack(const QWidget& from);
    void arrange();
    void arrangeNow();

    QList<NoticeRow*> m_rows; ///< the latest first
    QList<NoticeRow*> m_gone; ///< that are still shown while a button is held
    bool m_isHeld = false;    ///< a button
    std::chrono::milliseconds m_infoDuration{8000};
    bool m_isExpanded = false;
    QPointer<QWidget> m_before; ///< what had the keyboard before it came here
    QVBoxLayout* m_layout;
    QWidget* m_footer;
    QPushButton* m_more;
};

} // namespace palimpsest

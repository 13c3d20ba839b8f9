// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QWidget>

#include <array>
#include <functional>

class QLabel;
class QPushButton;

namespace palimpsest {

class IconLabel;

/// What stands in the middle of a page that has nothing to show yet: an icon, why it is empty, and
/// what to do about it.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// `icon` names one of themedIcon; buttons without a text are not shown. The first button is
    /// the one that invites.
    void setContent(const QString& icon, const QString& title, const QString& sentence,
                    const QString& firstButton = {}, std::function<void()> firstAction = {},
                    const QString& secondButton = {}, std::function<void()> secondAction = {});

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyLook();

    IconLabel* m_icon;
    QLabel* m_title;
    QLabel* m_sentence;
    std::array<QPushButton*, 2> m_buttons;
    std::array<std::function<void()>, 2> m_actions;
};

} // namespace palimpsest

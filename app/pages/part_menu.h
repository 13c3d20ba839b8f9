// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/commands/action_groups.h"

#include <QObject>
#include <QPoint>

#include <functional>
#include <optional>
#include <vector>

class QWidget;

namespace palimpsest {

/// What a right click offers where parts are worked on, and so does the key for menus. A right
/// click that finishes what is being drawn offers nothing.
class PartMenu : public QObject
{
    Q_OBJECT

public:
    /// Where it is asked for, on the screen; none where a key asks.
    using Place = std::optional<QPoint>;

    /// What the menu has of itself, and what it has in a menu within it.
    struct Content
    {
        std::vector<ActionGroup> here;
        std::vector<ActionGroup> more;
    };

    /// For `area` and what it holds, whose object this becomes; of the content it shows what can
    /// be done then.
    PartMenu(QWidget& area, std::function<bool()> isDrawing,
             std::function<Content(const Place&)> content);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(const QPoint& at, const Place& asked);

    QWidget& m_area;
    std::function<bool()> m_isDrawing;
    std::function<Content(const Place&)> m_content;
    bool m_finishes = false; ///< the press that a menu may follow
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QAction;
class QToolButton;

namespace palimpsest {

/// Buttons and fields on a line, which goes on below where the bar is too narrow: a tool bar of Qt
/// hides what it has no room for.
class FlowBar : public QWidget
{
    Q_OBJECT

public:
    explicit FlowBar(QWidget* parent = nullptr);

    /// A button that is seen while its action is. It leaves the focus to what is worked on.
    QToolButton* addButton(QAction* action);
    void addField(QWidget* field);
};

} // namespace palimpsest

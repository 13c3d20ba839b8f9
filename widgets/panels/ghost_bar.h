// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;

namespace palimpsest {

/// Says whose parts are laid onto a picture and how they are fitted, with buttons to keep and to
/// drop them.
class GhostBar : public QWidget
{
    Q_OBJECT

public:
    explicit GhostBar(QWidget* parent = nullptr);

    void setText(const QString& text);

signals:
    void kept();
    void mirrored();
    void dropped();

private:
    QLabel* m_text;
};

} // namespace palimpsest

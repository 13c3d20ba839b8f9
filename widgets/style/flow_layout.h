// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLayout>
#include <QList>

namespace palimpsest {

/// What it holds stands on one line, as wide as it likes, and goes on below where the line is full.
/// Only what is wider than a whole line is made narrower.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;    ///< of all on one line
    QSize minimumSize() const override; ///< of the largest item alone
    void setGeometry(const QRect& place) override;

private:
    /// Items on one line: those from `begin` to before `end`.
    struct Line
    {
        int begin;
        int end;
        int height;
    };

    QList<Line> linesIn(int width) const;
    void placeLine(const Line& line, QPoint at, int width);

    QList<QLayoutItem*> m_items;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTextEdit>

namespace palimpsest {

/// Text that can be selected, wraps even within long paths and is as high as it needs to be.
class WrappedText : public QTextEdit
{
    Q_OBJECT

public:
    explicit WrappedText(QWidget* parent = nullptr);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override; ///< of all on one line
    QSize minimumSizeHint() const override;

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    QSize sizeAt(double width) const;
};

} // namespace palimpsest

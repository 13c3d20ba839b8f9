// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QComboBox>

namespace palimpsest {

/// A combo box for names of any length. It is as wide as its longest text where there is room;
/// where there is not, the middle of the text gives way, and the tool tip begins with the whole of
/// it.
class ElidedComboBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ElidedComboBox(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

    /// The list is as wide as its texts need, however narrow the box.
    void showPopup() override;

    /// The current text as it is drawn.
    QString shownText() const;

protected:
    void initStyleOption(QStyleOptionComboBox* option) const override;
    bool event(QEvent* event) override;
};

} // namespace palimpsest

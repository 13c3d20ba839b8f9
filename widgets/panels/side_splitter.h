// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSplitter>

namespace palimpsest {

/// What is worked on, between what stands on its sides. These are as wide as they were made last
/// wherever the middle has its least width then, also after the window was narrower for a while;
/// each can be closed by its handle.
class SideSplitter : public QSplitter
{
    Q_OBJECT

public:
    explicit SideSplitter(QWidget* parent = nullptr);

    /// Widths are in pixels; the widgets say by their minimum how far they give way.
    void setContent(QWidget* left, QWidget* middle, QWidget* right, int leftWidth, int rightWidth);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int m_left = 0; ///< as it was made last, as the other
    int m_right = 0;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/pattern_comparison.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace palimpsest {

/// The strengths of all patterns of a model, strongest first, on a logarithmic scale; a line across
/// them is τ and can be dragged (arrow keys too).
class StrengthStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StrengthStrip(QWidget* parent = nullptr);
    ~StrengthStrip() override;

    /// Shares of the largest, falling: the later model drawn in full, the reference behind it.
    void setStrengths(const StrengthShares& reference, const StrengthShares& later);
    /// What lies below the floor is marked; nothing is where it is not known.
    void setNoise(const std::optional<StrengthNoise>& noise);
    /// Moves the line; one that is being dragged stays with the pointer.
    void setTau(double tau);
    double tau() const;

signals:
    void tauMoved(double tau);  ///< while dragging
    void tauChosen(double tau); ///< when let go, or by key

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    QSize sizeHint() const override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace palimpsest

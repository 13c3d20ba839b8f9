// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QCPAxis;

namespace palimpsest {

/// 1, 2 or 5 times a power of ten, so that about `count` steps make `range`.
double niceStep(double range, int count);

/// Ticks at whole multiples of `step`.
void setTickStep(QCPAxis* axis, double step);

/// From 0 to `top`, rounded up to a whole step.
void setAmountRange(QCPAxis* axis, double top);

/// From −`top` to `top`, rounded alike, with a line at 0.
void setSignedRange(QCPAxis* axis, double top);

/// From 0 to 1 and a little, so that markers at 1 are whole.
void setShareRange(QCPAxis* axis);

} // namespace palimpsest

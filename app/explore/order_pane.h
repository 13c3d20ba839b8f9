// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/order_bars.h"

namespace palimpsest {

class ShownComparison;

/// Preserved, discarded and new by order, of the chosen sample at the chosen epoch.
class OrderPane : public OrderBars
{
    Q_OBJECT

public:
    explicit OrderPane(const ShownComparison& comparison);

private:
    void showAmounts();

    const ShownComparison& m_comparison;
};

} // namespace palimpsest

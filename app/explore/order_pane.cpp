// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/order_pane.h"

#include "app/document/shown_comparison.h"
#include "core/knowledge/knowledge_scale.h"

namespace palimpsest {

OrderPane::OrderPane(const ShownComparison& comparison) : m_comparison(comparison)
{
    connect(&comparison, &ShownComparison::changed, this, &OrderPane::showAmounts);
}

void OrderPane::showAmounts()
{
    if (const ShownPatterns* shown = m_comparison.get()) {
        setAmounts(shown->byOrder, largestByOrder(shown->analysis->curve));
    } else {
        setAmounts(KnowledgeAmounts(), 0.0);
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/knowledge/knowledge_split.h"

#include <QWidget>

#include <memory>

namespace palimpsest {

/// Preserved, discarded and new by order, as bars side by side.
class OrderBars : public QWidget
{
    Q_OBJECT

public:
    explicit OrderBars(QWidget* parent = nullptr);
    ~OrderBars() override;

    /// `top` fixes the axis, so that bars of different epochs compare; 0 fits it.
    void setAmounts(const KnowledgeAmounts& byOrder, double top);

signals:
    void orderChosen(int order); ///< a click on the bars of an order, or Return

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

namespace palimpsest {

class PageStack;

/// Shows the pages, wholly where there is room for them; on screens that are smaller than they
/// need, they scroll.
class PageScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit PageScroll(PageStack& pages);

    QSize minimumSizeHint() const override;
};

} // namespace palimpsest

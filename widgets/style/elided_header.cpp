// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/elided_header.h"

#include "widgets/style/elided_names.h"

#include <QStyle>
#include <QStyleOptionHeader>

#include <utility>

namespace palimpsest {

ElidedHeader::ElidedHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
}

QString ElidedHeader::shownTitle(int section) const
{
    QStyleOptionHeaderV2 option;
    initStyleOption(&option);
    initStyleOptionForIndex(&option, section);
    return option.text;
}

int ElidedHeader::wholeWidth(int section) const
{
    constexpr int kAny = 400;
    QStyleOptionHeaderV2 option;
    initStyleOption(&option);
    initStyleOptionForIndex(&option, section);
    option.sortIndicator = QStyleOptionHeader::SortDown;
    const QString title = model()->headerData(section, Qt::Horizontal).toString();
    const int text = option.fontMetrics.horizontalAdvance(title) + 1; // which may be rounded down
    return text + kAny - roomFor(option, kAny);
}

/// What a section of that width leaves its title.
int ElidedHeader::roomFor(QStyleOptionHeader& option, int width) const
{
    const QRect before = std::exchange(option.rect, QRect(0, 0, width, height()));
    int room = style()->subElementRect(QStyle::SE_HeaderLabel, &option, this).width();
    option.rect = before;
    if (option.sortIndicator != QStyleOptionHeader::None) {
        room -= style()->pixelMetric(QStyle::PM_HeaderMarkSize, &option, this);
    }
    return room;
}

void ElidedHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    QStringList titles;
    for (int i = 0; i < count(); ++i) {
        titles << model()->headerData(i, Qt::Horizontal).toString();
    }
    const int room = roomFor(*option, sectionSize(section));
    option->text = elidedApart(titles, option->fontMetrics, room)[section];
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/elided_combo_box.h"

#include "widgets/style/plain_text.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QScreen>
#include <QStyleOptionComboBox>
#include <QToolTip>

#include <algorithm>

namespace palimpsest {

ElidedComboBox::ElidedComboBox(QWidget* parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

QSize ElidedComboBox::minimumSizeHint() const
{
    constexpr int kLeast = 70; // a few letters, the arrow and what is around them
    const QSize whole = QComboBox::minimumSizeHint();
    return {std::min(whole.width(), kLeast), whole.height()};
}

void ElidedComboBox::showPopup()
{
    const int needed = view()->sizeHintForColumn(0) +
                       style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, view());
    view()->setMinimumWidth(std::min(needed, screen()->availableSize().width() / 2));
    QComboBox::showPopup();
}

QString ElidedComboBox::shownText() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    return option.currentText;
}

void ElidedComboBox::initStyleOption(QStyleOptionComboBox* option) const
{
    QComboBox::initStyleOption(option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxEditField, this);
    option->currentText =
        option->fontMetrics.elidedText(option->currentText, Qt::ElideMiddle, field.width());
}

bool ElidedComboBox::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && shownText() != currentText()) {
        const QString tip =
            toolTip().isEmpty() ? currentText() : currentText() + QLatin1Char('\n') + toolTip();
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainTip(tip), this);
        return true;
    }
    return QComboBox::event(event);
}

} // namespace palimpsest

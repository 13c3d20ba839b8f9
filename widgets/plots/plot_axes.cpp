// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/plot_axes.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace palimpsest {

double niceStep(double range, int count)
{
    const double raw = range / count;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (raw <= factor * power * 1.0001) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

void setTickStep(QCPAxis* axis, double step)
{
    const QSharedPointer<QCPAxisTickerFixed> ticker(new QCPAxisTickerFixed);
    ticker->setTickStep(step);
    ticker->setScaleStrategy(QCPAxisTickerFixed::ssNone);
    axis->setTicker(ticker);
}

void setAmountRange(QCPAxis* axis, double top)
{
    const double step = niceStep(top > 0.0 ? top : 1.0, 5);
    axis->setRange(0.0, std::max(1.0, std::ceil(top / step - 0.001)) * step);
    setTickStep(axis, step);
    axis->setNumberFormat(QStringLiteral("f"));
    axis->setNumberPrecision(std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))));
}

void setSignedRange(QCPAxis* axis, double top)
{
    setAmountRange(axis, top);
    axis->setRange(-axis->range().upper, axis->range().upper);
    axis->grid()->setVisible(true);
    axis->grid()->setPen(Qt::NoPen);
    axis->grid()->setZeroLinePen(axis->basePen());
}

void setShareRange(QCPAxis* axis)
{
    setAmountRange(axis, 1.0);
    axis->setRange(0.0, 1.02);
}

} // namespace palimpsest

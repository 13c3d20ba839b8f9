// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/figure_render.h"

#include "widgets/style/palette.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QUuid>
#include <qcustomplot.h>

#include <cmath>

namespace palimpsest {

namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr int kPngDotsPerInch = 600;

void paintOn(QPaintDevice& device, Figure& figure, double scale)
{
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    figure.paint(painter);
}

} // namespace

QByteArray renderSvg(Figure& figure, const QString& title)
{
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(kUnitsPerInch);
    svg.setSize(figure.size());
    svg.setViewBox(QRect(QPoint(0, 0), figure.size()));
    svg.setTitle(title);
    paintOn(svg, figure, 1.0);
    return buffer.data();
}

QByteArray renderPdf(Figure& figure, const QString& title, const QByteArray& provenance)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter pdf(&buffer);
        const QSizeF inches = QSizeF(figure.size()) / kUnitsPerInch;
        pdf.setResolution(kUnitsPerInch);
        pdf.setPageSize(QPageSize(inches * kMillimetresPerInch, QPageSize::Millimeter, title,
                                  QPageSize::ExactMatch));
        pdf.setPageMargins(QMarginsF(0, 0, 0, 0));
        pdf.setTitle(title);
        pdf.setCreator(QStringLiteral("Palimpsest"));
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        // The same figure is the same file, whose identity is not drawn at random.
        pdf.setDocumentId(QUuid::createUuidV5(QUuid(), provenance));
#endif
        pdf.addFileAttachment(QStringLiteral("provenance.json"), provenance,
                              QStringLiteral("application/json"));
        paintOn(pdf, figure, 1.0);
    }
    return buffer.data();
}

QImage renderImage(Figure& figure, double dotsPerInch)
{
    const double scale = dotsPerInch / kUnitsPerInch;
    QImage image((QSizeF(figure.size()) * scale).toSize(), QImage::Format_RGB32);
    image.fill(palette::kPaper);
    paintOn(image, figure, scale);
    return image;
}

QByteArray renderPng(Figure& figure)
{
    QImage image = renderImage(figure, kPngDotsPerInch);
    const int dotsPerMetre =
        static_cast<int>(std::lround(kPngDotsPerInch / (kMillimetresPerInch / 1000.0)));
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/overlay_figure.h"

#include "core/knowledge/knowledge_scale.h"
#include "widgets/pictures/part_borders.h"
#include "widgets/pictures/to_qimage.h"
#include "widgets/plots/paper_note.h"
#include "widgets/plots/paper_text.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>
#include <QImage>
#include <QLinearGradient>
#include <QPainter>

#include <algorithm>
#include <array>

namespace palimpsest {

namespace {

constexpr int kMostColumns = 8;

QString tr(const char* text)
{
    return QCoreApplication::translate("Figure", text);
}

/// The rows of the figure below the pictures.
struct Kind
{
    const char* name;
    QColor colour;
    std::vector<double> KnowledgeAmounts::*amounts;
};

const std::array<Kind, 3> kKinds = {
    {{"preserved", palette::kPreserved, &KnowledgeAmounts::preserved},
     {"discarded", palette::kDiscarded, &KnowledgeAmounts::discarded},
     {"new", palette::kNew, &KnowledgeAmounts::gained}}};

class OverlayFigure : public Figure
{
public:
    OverlayFigure(const FigureContent& content, int width)
        : m_samples(content.samples), m_width(width), m_note(epochNote(content)),
          m_largest(largestByPart(content.analysis.curve))
    {
        for (const KnowledgeFigures& figures : content.analysis.curve[content.epoch].samples) {
            m_byPart.push_back(figures.byPart);
        }
        const int count = static_cast<int>(m_samples.size());
        const int room = std::max(1, (m_width - kLabel) / (kLeastCell + kGap));
        m_columns = std::min({count, kMostColumns, room});
        m_cell = std::min((m_width - kLabel - m_columns * kGap) / m_columns, kLargestCell);
        m_blocks = (count + m_columns - 1) / m_columns;
        placeScale();
    }

    QSize size() const override { return {m_width, noteTop() + noteHeight(m_note, m_width)}; }
    QString note() const override { return m_note; }

    void paint(QPainter& painter) override
    {
        painter.fillRect(QRect(QPoint(0, 0), size()), palette::kPaper);
        for (std::size_t i = 0; i < m_samples.size(); ++i) {
            const int row = static_cast<int>(i) / m_columns;
            const int column = static_cast<int>(i) % m_columns;
            paintSample(painter, i, QPoint(kLabel + column * (m_cell + kGap), row * blockHeight()));
        }
        for (int block = 0; block < m_blocks; ++block) {
            paintRowLabels(painter, block * blockHeight());
        }
        for (const ScaleEntry& entry : m_scale) {
            paintEntry(painter, entry);
        }
        paintNote(painter, m_note, QRect(0, noteTop(), m_width, size().height() - noteTop()));
    }

private:
    /// A bar of a kind, from nothing to its largest amount in the study, or the words behind them.
    struct ScaleEntry
    {
        const Kind* kind = nullptr;
        QString text;
        QPoint corner;
    };

    static constexpr int kLabel = 12 * kUnitsPerPoint;
    static constexpr int kTitle = 11 * kUnitsPerPoint;
    static constexpr int kGap = 3 * kUnitsPerPoint;
    static constexpr int kLargestCell = 75 * kUnitsPerPoint;
    static constexpr int kLeastCell = 24 * kUnitsPerPoint; ///< as the names of rows need
    static constexpr int kScaleLine = 11 * kUnitsPerPoint;
    static constexpr int kScaleBar = 26 * kUnitsPerPoint;
    static constexpr int kScaleGap = 2 * kUnitsPerPoint;
    static constexpr int kRows = 4;
    static constexpr double kFaintest = 0.06; ///< tint of an amount just above nothing

    /// Smaller where pictures are no wider than a word.
    QFont labelFont() const { return paperFont(m_cell < points(45) ? 5.0 : 7.0); }

    int noteTop() const { return m_scale.back().corner.y() + kScaleLine + points(4); }
    int blockHeight() const { return kTitle + kRows * (m_cell + kGap) + kGap; }

    void paintSample(QPainter& painter, std::size_t index, QPoint corner) const
    {
        const FigureSample& sample = m_samples[index];
        const QFont font = labelFont();
        painter.setFont(font);
        painter.setPen(palette::kInk);
        painter.drawText(QRect(corner, QSize(m_cell, kTitle)), Qt::AlignCenter,
                         QFontMetrics(font).elidedText(QString::fromStdString(sample.title),
                                                       Qt::ElideMiddle, m_cell + kGap));
        QRect cell(corner + QPoint(0, kTitle), QSize(m_cell, m_cell));
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        painter.drawImage(cell,
                          toQImage(sample.picture)
                              .scaled(cell.size(), Qt::IgnoreAspectRatio, Qt::FastTransformation));
        paintBorders(painter, sample.parts, cell, Qt::white);
        for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
            cell.translate(0, m_cell + kGap);
            paintAmounts(painter, sample.parts, index, kind, cell);
            paintBorders(painter, sample.parts, cell, palette::kFaintInk);
        }
    }

    /// Fills every part with the tint of its amount.
    void paintAmounts(QPainter& painter, const LabelMap& parts, std::size_t sample,
                      std::size_t kind, const QRect& cell) const
    {
        const std::vector<double>& amounts = m_byPart[sample].*kKinds[kind].amounts;
        QImage fill(parts.width, parts.height, QImage::Format_RGB32);
        for (int y = 0; y < parts.height; ++y) {
            for (int x = 0; x < parts.width; ++x) {
                const std::uint8_t label =
                    parts.labels[static_cast<std::size_t>(y) * parts.width + x];
                fill.setPixelColor(x, y,
                                   label == 0 ? palette::kPaper : tintOf(kind, amounts[label - 1]));
            }
        }
        painter.drawImage(cell,
                          fill.scaled(cell.size(), Qt::IgnoreAspectRatio, Qt::FastTransformation));
    }

    QColor tintOf(std::size_t kind, double amount) const
    {
        if (amount <= 0.0) {
            return palette::kNothing;
        }
        return palette::tint(kKinds[kind].colour,
                             kFaintest + (1.0 - kFaintest) * amount / m_largest[kind]);
    }

    static void paintBorders(QPainter& painter, const LabelMap& parts, const QRect& cell,
                             const QColor& colour)
    {
        painter.setPen(QPen(colour, 0.35 * kUnitsPerPoint, Qt::SolidLine, Qt::SquareCap));
        const double scaleX = static_cast<double>(cell.width()) / parts.width;
        const double scaleY = static_cast<double>(cell.height()) / parts.height;
        const auto place = [&](QPointF pixel) {
            return QPointF(cell.left() + pixel.x() * scaleX, cell.top() + pixel.y() * scaleY);
        };
        for (const QLineF& line : partBorders(parts)) {
            painter.drawLine(QLineF(place(line.p1()), place(line.p2())));
        }
    }

    void paintRowLabels(QPainter& painter, int top) const
    {
        painter.setFont(labelFont());
        for (int row = 0; row < kRows; ++row) {
            const QRect cell(0, top + kTitle + row * (m_cell + kGap), kLabel, m_cell);
            const QString text = row == 0 ? tr("parts") : tr(kKinds[row - 1].name);
            painter.setPen(row == 0 ? palette::kInk : kKinds[row - 1].colour);
            painter.save();
            painter.translate(cell.center());
            painter.rotate(-90.0);
            painter.drawText(QRect(-m_cell / 2, -kLabel / 2, m_cell, kLabel), Qt::AlignCenter,
                             text);
            painter.restore();
        }
    }

    static int widthOf(const QString& text)
    {
        return QFontMetrics(paperFont()).horizontalAdvance(text);
    }

    static int widthOf(const ScaleEntry& entry)
    {
        const int bar = widthOf(QStringLiteral("0")) + kScaleBar + 2 * kScaleGap;
        return widthOf(entry.text) + (entry.kind != nullptr ? bar : 0);
    }

    /// The scale goes on in another line where one is full.
    void placeScale()
    {
        for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
            if (m_largest[kind] > 0.0) { // somewhere in the study
                m_scale.push_back({&kKinds[kind], QString::number(m_largest[kind], 'f', 2), {}});
            }
        }
        m_scale.push_back(
            {nullptr,
             m_width > points(340) ? tr("strength per part; grey: none") : tr("grey: none"),
             {}});
        QPoint corner(kLabel, m_blocks * blockHeight());
        for (ScaleEntry& entry : m_scale) {
            if (corner.x() > kLabel && corner.x() + widthOf(entry) > m_width) {
                corner = QPoint(kLabel, corner.y() + kScaleLine);
            }
            entry.corner = corner;
            corner.rx() += widthOf(entry) + points(10);
        }
    }

    static void paintEntry(QPainter& painter, const ScaleEntry& entry)
    {
        painter.setFont(paperFont());
        painter.setPen(palette::kInk);
        const QRect line(entry.corner, QSize(widthOf(entry), kScaleLine));
        if (entry.kind != nullptr) {
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                             QStringLiteral("0"));
            const QRect bar(line.left() + widthOf(QStringLiteral("0")) + kScaleGap,
                            line.center().y() - points(2.5), kScaleBar, points(5));
            QLinearGradient gradient(bar.topLeft(), bar.topRight());
            gradient.setColorAt(0.0, palette::tint(entry.kind->colour, kFaintest));
            gradient.setColorAt(1.0, entry.kind->colour);
            painter.fillRect(bar, gradient);
        }
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, entry.text);
    }

    std::vector<FigureSample> m_samples;
    std::vector<KnowledgeAmounts> m_byPart;
    int m_width;
    QString m_note;
    std::array<double, 3> m_largest; ///< by kind, of every sample at every epoch
    int m_cell = 0;
    int m_columns = 0;
    int m_blocks = 0;
    std::vector<ScaleEntry> m_scale;
};

} // namespace

std::unique_ptr<Figure> makeOverlayFigure(const FigureContent& content, int width)
{
    return std::make_unique<OverlayFigure>(content, width);
}

} // namespace palimpsest

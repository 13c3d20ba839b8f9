// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/figure_names.h"
#include "support/application.h"
#include "support/example_study.h"
#include "widgets/plots/figure_catalogue.h"
#include "widgets/plots/paper_text.h"

#include <QPaintEngine>
#include <gtest/gtest.h>
#include <qcustomplot.h>

#include <array>
#include <string>

namespace palimpsest {
namespace {

struct DrawnText
{
    QString text;
    QRectF place; ///< in the figure
    int size = 0; ///< of its font, in units
};

/// Notes what is written.
class TextEngine : public QPaintEngine
{
public:
    TextEngine() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override
    {
    }
    void drawPath(const QPainterPath&) override {}
    using QPaintEngine::drawPolygon;
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    Type type() const override { return User; }

    void drawTextItem(const QPointF& start, const QTextItem& item) override
    {
        constexpr double kOverhang = 3.0; // of letters that touch nothing
        const QRectF box(start.x(), start.y() - item.ascent(), item.width(),
                         item.ascent() + item.descent());
        texts.push_back({item.text(),
                         painter()->worldTransform().mapRect(
                             box.adjusted(kOverhang, kOverhang, -kOverhang, -kOverhang)),
                         item.font().pixelSize()});
    }

    std::vector<DrawnText> texts;
};

class TextDevice : public QPaintDevice
{
public:
    explicit TextDevice(QSize size) : m_size(size) {}

    QPaintEngine* paintEngine() const override { return &m_engine; }
    const std::vector<DrawnText>& texts() const { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return kUnitsPerInch;
        case PdmDevicePixelRatio:
        case PdmNumColors:
        case PdmDepth:
            return 1;
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    QSize m_size;
    mutable TextEngine m_engine;
};

std::vector<DrawnText> textsOf(Figure& figure)
{
    TextDevice device(figure.size());
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    figure.paint(painter);
    painter.end();
    return device.texts();
}

/// What stands above the note, without spaces, as lines may end at each.
QString writtenOn(const std::vector<DrawnText>& texts)
{
    QString all;
    for (const DrawnText& text : texts) {
        if (text.size == points(7.0)) {
            all += text.text;
        }
    }
    return all.remove(QLatin1Char(' '));
}

using Names = std::array<std::string, 3>;

const std::array<Names, 4> kNames = {{
    {"pretrained", "finetuned", "scratch"},
    {"vit_small_imagenet21k", "vit_small_imagenet21k_finetune", "vit_small_from_scratch_300ep"},
    {"vor_training", "resnet20_cifar10_finetuned_lr0.001_wd5e-4_cosine_augmented_seed_42", "S.v2"},
    {std::string(98, 'W') + "_a", std::string(98, 'W') + "_b", std::string(98, 'W') + "_c"},
}};

class TextsOfAFigure : public testing::TestWithParam<const char*>
{
protected:
    TextsOfAFigure()
    {
        needApplication();
        const ExampleStudy example = makeExampleStudy();
        m_content = {
            .study = example.study, .analysis = example.analysis, .epoch = 2, .samples = {}};
        for (std::size_t i = 0; i < example.samples.size(); ++i) {
            m_content.samples.push_back({example.study.samples[i].id, example.samples[i].picture,
                                         example.samples[i].input.parts});
        }
    }

    std::vector<DrawnText> draw(const Names& names, int width)
    {
        for (std::size_t i = 0; i < names.size(); ++i) {
            m_content.study.lineages[i].name = names[i];
        }
        const auto figure = makeFigure(figureKind(GetParam()), m_content, width);
        m_size = figure->size();
        return textsOf(*figure);
    }

    FigureContent m_content;
    QSize m_size;
};

constexpr int kColumn = 1009; // 89 mm

TEST_P(TextsOfAFigure, LieInItAndNotOnEachOtherWhateverNamesAre)
{
    for (const Names& names : kNames) {
        for (const int width : {2 * kColumn / 3, kColumn, 2 * kColumn}) {
            const std::vector<DrawnText> texts = draw(names, width);
            ASSERT_GT(texts.size(), 3U);
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const QString& text = texts[i].text;
                EXPECT_TRUE(QRectF(QPointF(), m_size).contains(texts[i].place))
                    << text.toStdString() << " at a width of " << width;
                for (std::size_t j = 0; j < i; ++j) {
                    EXPECT_FALSE(texts[i].place.intersects(texts[j].place))
                        << text.toStdString() << " on " << texts[j].text.toStdString()
                        << " at a width of " << width;
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, TextsOfAFigure, testing::ValuesIn(kFigureNames));

class LegendsWithRuns : public TextsOfAFigure
{
};

TEST_P(LegendsWithRuns, NameThemWholly)
{
    const bool isOfTwo = std::string_view(GetParam()) == "likeness";
    for (const Names& names : kNames) {
        const QString written = writtenOn(draw(names, kColumn));
        for (std::size_t i = isOfTwo ? 1 : 0; i < names.size(); ++i) {
            EXPECT_TRUE(written.contains(QString::fromStdString(names[i])))
                << written.toStdString();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, LegendsWithRuns, testing::Values("signed", "likeness", "accuracy"));

} // namespace
} // namespace palimpsest

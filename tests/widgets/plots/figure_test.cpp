// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/figure_names.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "support/application.h"
#include "support/example_study.h"
#include "support/places.h"
#include "widgets/pictures/part_borders.h"
#include "widgets/plots/figure_catalogue.h"
#include "widgets/plots/figure_render.h"
#include "widgets/style/palette.h"

#include <QImage>
#include <QLocale>
#include <QRegularExpression>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string_view>

namespace palimpsest {
namespace {

/// The small study with made-up values, analysed.
FigureContent exampleContent()
{
    const ExampleStudy example = makeExampleStudy();
    FigureContent content{
        .study = example.study, .analysis = example.analysis, .epoch = 2, .samples = {}};
    for (std::size_t i = 0; i < example.samples.size(); ++i) {
        content.samples.push_back({example.study.samples[i].id, example.samples[i].picture,
                                   example.samples[i].input.parts});
    }
    return content;
}

class EveryFigure : public testing::TestWithParam<const char*>
{
protected:
    EveryFigure()
    {
        needApplication();
        static const FigureContent content = exampleContent();
        m_content = &content;
    }

    std::unique_ptr<Figure> make(int width) const
    {
        return makeFigure(figureKind(GetParam()), *m_content, width);
    }

    static constexpr int kColumn = 1009; // 89 mm
    const FigureContent* m_content = nullptr;
};

TEST_P(EveryFigure, KeepsItsWidthAndFollowsWithItsHeight)
{
    for (const int width : {kColumn, 2 * kColumn}) {
        const QSize size = make(width)->size();
        EXPECT_EQ(size.width(), width);
        EXPECT_GT(size.height(), width / 5);
        EXPECT_LT(size.height(), 3 * width / 2);
    }
}

TEST_P(EveryFigure, IsTheSameBytesTwiceAsSvgAndPng)
{
    EXPECT_EQ(renderSvg(*make(kColumn), "x"), renderSvg(*make(kColumn), "x"));
    EXPECT_EQ(renderPng(*make(kColumn)), renderPng(*make(kColumn)));
}

TEST_P(EveryFigure, SvgKeepsTextAsText)
{
    const QByteArray svg = renderSvg(*make(kColumn), "x");
    EXPECT_TRUE(svg.contains("<text"));
    EXPECT_TRUE(svg.contains("width=\"88.98"));
    EXPECT_TRUE(svg.contains("Liberation Sans"));
}

TEST_P(EveryFigure, PdfEmbedsItsFontAndItsProvenance)
{
    const QByteArray pdf = renderPdf(*make(kColumn), "x", "{\"tau\": 0.05}");
    EXPECT_TRUE(pdf.startsWith("%PDF"));
    EXPECT_TRUE(pdf.contains("/FontFile2")); // TrueType
    const QString name = QStringLiteral("provenance.json");
    QByteArray utf16; // as newer versions of Qt write names
    for (const QChar letter : name) {
        utf16.append(letter.row()).append(letter.cell());
    }
    EXPECT_TRUE(pdf.contains(name.toLatin1()) || pdf.contains(utf16));
}

TEST_P(EveryFigure, PngHasInkAt600Dpi)
{
    const QImage image = QImage::fromData(renderPng(*make(kColumn)));
    EXPECT_NEAR(image.width(), 89.0 / 25.4 * 600, 2.0);
    EXPECT_NEAR(image.dotsPerMeterX(), 600 / 0.0254, 1.0);
    int dark = 0;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3) {
            dark += qGray(image.pixel(x, y)) < 128 ? 1 : 0;
        }
    }
    EXPECT_GT(dark, 500);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryFigure, testing::ValuesIn(kFigureNames));

/// Whether colours are the same, give or take how they were mixed.
bool areAlike(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) <= 1 && std::abs(a.green() - b.green()) <= 1 &&
           std::abs(a.blue() - b.blue()) <= 1;
}

/// Pixels of a colour, give or take antialiasing.
int countPixels(Figure& figure, const QColor& colour)
{
    const QImage image = QImage::fromData(renderPng(figure));
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += areAlike(image.pixelColor(x, y), colour) ? 1 : 0;
        }
    }
    return count;
}

// The colours of a figure stand for the amounts they are named after.
TEST(OrdersFigure, DrawsAmountsInTheirColours)
{
    needApplication();
    FigureContent content = exampleContent();
    content.analysis.curve = {content.analysis.curve[content.epoch]}; // whose scale it is
    content.epoch = 0;
    KnowledgeAmounts& orders = content.analysis.curve[0].pooled.byOrder;
    orders.preserved = {0.0, 1.0, 1.0, 1.0};
    orders.discarded = {0.0, 0.0, 0.0, 0.0};
    orders.gained = {0.0, 0.0, 0.0, 0.0};
    const auto preserved = [&] {
        return countPixels(*makeFigure(figureKind("orders"), content, 1009), palette::kPreserved);
    };
    const int all = preserved();
    orders.preserved[3] = 0.0;
    const int twoThirds = preserved();
    std::swap(orders.preserved, orders.discarded);
    const int none = preserved();
    EXPECT_GT(all, 100000);
    EXPECT_NEAR(static_cast<double>(twoThirds - none) / (all - none), 2.0 / 3.0, 0.02);
    EXPECT_LT(none, all / 10); // the legend
}

/// Where the pixels of a colour lie on average, from the top of the figure.
double meanRow(Figure& figure, const QColor& colour)
{
    const QImage image = QImage::fromData(renderPng(figure));
    double rows = 0.0;
    double count = 0.0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const bool isOne = image.pixelColor(x, y) == colour;
            rows += isOne ? y : 0;
            count += isOne ? 1 : 0;
        }
    }
    return rows / count;
}

TEST(SignedFigure, WhatIsForTheClassGoesUpAndWhatIsAgainstItDown)
{
    needApplication();
    FigureContent content = exampleContent();
    for (auto& [index, model] : content.analysis.models) {
        model.strengths = {{0.0, 0.0, 0.0, 0.0}, {0.0, 0.0, 0.0, 0.0}};
    }
    SignedStrengths& strengths =
        content.analysis.models.at({content.analysis.target, content.epoch}).strengths;
    strengths.positive = {0.0, 1.0, 0.5, 1.0};
    const auto upwards = makeFigure(figureKind("signed"), content, 1009);
    std::swap(strengths.positive, strengths.negative);
    const auto downwards = makeFigure(figureKind("signed"), content, 1009);
    const int area = countPixels(*upwards, palette::kFinetuned);
    EXPECT_GT(area, 20000);
    EXPECT_NEAR(countPixels(*downwards, palette::kFinetuned), area, area / 100.0);
    EXPECT_GT(meanRow(*downwards, palette::kFinetuned),
              meanRow(*upwards, palette::kFinetuned) + 200.0);
}

TEST(SignedFigure, ScratchIsItsLatestCheckpointSoFar)
{
    needApplication();
    FigureContent content = exampleContent();
    const std::size_t scratch = *content.analysis.scratch;
    const int last = content.study.lineages[scratch].checkpoints.back().epoch;
    const auto drawn = [&] {
        return renderSvg(*makeFigure(figureKind("signed"), content, 1009), "x");
    };
    const std::string name = "scratch/" + std::to_string(last);
    EXPECT_TRUE(drawn().contains(name.c_str()));
    content.analysis.models.at({scratch, 2}).strengths = {}; // it answers the same to everything
    EXPECT_FALSE(drawn().contains(name.c_str()));
    EXPECT_TRUE(drawn().contains("scratch/"));
    content.analysis.scratch.reset();
    EXPECT_FALSE(drawn().contains("scratch/"));
}

/// What is written in a figure, without spaces, as lines may end at each.
QString textOf(const QByteArray& svg)
{
    return QString::fromUtf8(svg)
        .replace(QRegularExpression(QStringLiteral("<[^>]*>")), QStringLiteral(" "))
        .remove(QRegularExpression(QStringLiteral("\\s")));
}

TEST_P(EveryFigure, SaysWhatIsComparedOnHowManySamples)
{
    FigureContent content = *m_content;
    content.study.lineages[1].name = "warm_up";
    const QByteArray svg = renderSvg(*makeFigure(figureKind(GetParam()), content, kColumn), "x");
    EXPECT_TRUE(svg.contains("warm_up")) << "as it is called";
    const bool isApproach = std::string_view(GetParam()) == "likeness"; // each run to its own end
    EXPECT_NE(textOf(svg).contains("againstpretrained/0"), isApproach) << svg.toStdString();
    EXPECT_EQ(textOf(svg).contains("againstwarm_up/"), isApproach) << svg.toStdString();
    EXPECT_EQ(textOf(svg).contains("n=2samples"), std::string_view(GetParam()) != "accuracy");
    content.analysis.samplesInStudy = 10;
    EXPECT_EQ(textOf(renderSvg(*makeFigure(figureKind(GetParam()), content, kColumn), "x"))
                  .contains("n=2of10samples"),
              std::string_view(GetParam()) != "accuracy");
}

TEST(NoteOfAFigure, BreaksWithinAWordOnlyWhereItIsLongerThanALine)
{
    needApplication();
    FigureContent content = exampleContent();
    const std::string longName(60, 'a');
    const auto drawn = [&](const std::string& reference) {
        content.study.lineages[0].name = reference;
        content.study.lineages[1].name = longName;
        return renderSvg(*makeFigure(figureKind("orders"), content, 1009), "x");
    };
    const std::string word = std::string(60, 'b') + "/0";
    EXPECT_TRUE(drawn(std::string(60, 'b')).contains(word.c_str())) << "as it fits on a line";
    const std::string longWord = std::string(150, 'b') + "/0";
    const QByteArray svg = drawn(std::string(150, 'b'));
    EXPECT_FALSE(svg.contains(longWord.c_str()));
    EXPECT_TRUE(textOf(svg).contains(QString::fromStdString(longWord))) << "nothing is left out";
}

TEST_P(EveryFigure, IsTheSameInEveryCountry)
{
    const QByteArray here = renderSvg(*make(kColumn), "x");
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QByteArray there = renderSvg(*make(kColumn), "x");
    QLocale::setDefault(before);
    EXPECT_EQ(here, there);
}

TEST_P(EveryFigure, IsRefusedWhereItWouldBeEmpty)
{
    FigureContent content = *m_content;
    for (KnowledgeCurve* curve : {&content.analysis.curve, &content.analysis.scratchCurve}) {
        for (EpochKnowledge& epoch : *curve) {
            epoch.usable = false;
            epoch.pooled = KnowledgeFigures();
        }
    }
    for (auto& [index, model] : content.analysis.models) {
        model.accuracy.reset();
    }
    const FigureKind& kind = figureKind(GetParam());
    EXPECT_TRUE(kind.nothingToDraw(content.study, content.analysis, content.epoch));
    EXPECT_THROW(makeFigure(kind, content, kColumn), BadInput);
    EXPECT_FALSE(kind.nothingToDraw(m_content->study, m_content->analysis, 2));
}

TEST(LikenessFigure, SaysWhichFinalModelEachRunIsComparedWith)
{
    FigureContent content = exampleContent();
    const FigureKind& kind = figureKind("likeness");
    const auto last = [&](const KnowledgeCurve& curve) {
        return std::to_string(curve.back().epoch);
    };
    const std::string finetuned = "finetuned/" + last(content.analysis.curve);
    const std::string scratch = "scratch/" + last(content.analysis.scratchCurve);
    EXPECT_EQ(kind.comparison(content.study, content.analysis), "finetuned against " + finetuned +
                                                                    ", scratch against " + scratch +
                                                                    " and " + finetuned);
    for (EpochKnowledge& epoch : content.analysis.scratchCurve) {
        epoch.pooled.values.scratchToTargetLast.reset();
    }
    EXPECT_EQ(kind.comparison(content.study, content.analysis),
              "finetuned against " + finetuned + ", scratch against " + scratch);
    content.analysis.scratch.reset();
    EXPECT_EQ(kind.comparison(content.study, content.analysis), "finetuned against " + finetuned);
    EXPECT_EQ(figureKind("knowledge").comparison(content.study, content.analysis),
              "finetuned against pretrained/0");
}

// A band over one epoch has no area unless it is given one.
TEST(KnowledgeFigure, OneEpochHasItsNullToo)
{
    needApplication();
    FigureContent content = exampleContent();
    content.analysis.curve = {content.analysis.curve[1]};
    content.epoch = 0;
    const QColor band = palette::tint(palette::kFinetuned, 0.18);
    const int drawn = countPixels(*makeFigure(figureKind("knowledge"), content, 1009), band);
    content.analysis.curve[0].pooled.nulls = {};
    const int without = countPixels(*makeFigure(figureKind("knowledge"), content, 1009), band);
    EXPECT_GT(drawn, without + 500);
}

TEST(LegendOfAFigure, ListsWhatIsDrawn)
{
    needApplication();
    FigureContent content = exampleContent();
    EXPECT_TRUE(
        renderSvg(*makeFigure(figureKind("likeness"), content, 1009), "x").contains("its null"));
    for (KnowledgeCurve* curve : {&content.analysis.curve, &content.analysis.scratchCurve}) {
        for (EpochKnowledge& epoch : *curve) {
            epoch.pooled.nulls = {};
            epoch.pooled.values.scratchToTargetLast.reset();
        }
    }
    const QByteArray svg = renderSvg(*makeFigure(figureKind("likeness"), content, 1009), "x");
    EXPECT_FALSE(svg.contains("its null"));
    EXPECT_FALSE(svg.contains("scratch to the last of"));
    EXPECT_TRUE(svg.contains("scratch to its last"));
}

// The same colour is the same strength in the figures of all epochs.
TEST(OverlayFigure, HasOneScaleForTheStudy)
{
    needApplication();
    FigureContent content = exampleContent();
    content.analysis.curve[0].samples[0].byPart.preserved[0] = 123.45;
    for (const std::size_t epoch : {0U, 2U}) {
        content.epoch = epoch;
        EXPECT_TRUE(
            renderSvg(*makeFigure(figureKind("overlay"), content, 2000), "x").contains("123.45"))
            << epoch;
    }
}

TEST_P(EveryFigure, IsDescribed)
{
    const FigureKind& kind = figureKind(GetParam());
    for (const char* text : {kind.title, kind.what}) {
        EXPECT_STRNE(text, "");
    }
    EXPECT_GE(kind.widthMm, 80.0);
    EXPECT_FALSE(kind.data(*m_content).empty());
    const std::string readme = readFile(sourceFolder() / "README.md", 1 << 20);
    EXPECT_NE(readme.find("`" + std::string(kind.name) + "`"), std::string::npos);
}

TEST(FigureKind, AnUnknownNameIsAnsweredWithTheKnown)
{
    try {
        figureKind("pie");
        FAIL();
    } catch (const BadInput& error) {
        EXPECT_NE(std::string_view(error.what()).find("knowledge, orders"), std::string_view::npos)
            << error.what();
    }
}

TEST(PartBorders, JoinRunsAndSurroundEveryPart)
{
    // Two parts side by side in a picture of 3 × 2, the last column background.
    const LabelMap map{
        .width = 3, .height = 2, .parts = {{"a", 2}, {"b", 2}}, .labels = {1, 2, 0, 1, 2, 0}};
    const std::vector<QLineF> lines = partBorders(map);
    EXPECT_EQ(lines.size(), 5u);
    EXPECT_TRUE(std::ranges::find(lines, QLineF(0, 0, 2, 0)) != lines.end());
    EXPECT_TRUE(std::ranges::find(lines, QLineF(1, 0, 1, 2)) != lines.end());
    EXPECT_TRUE(std::ranges::find(lines, QLineF(2, 0, 2, 2)) != lines.end());
}

} // namespace
} // namespace palimpsest

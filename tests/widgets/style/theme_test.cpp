// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/palette.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

namespace palimpsest {
namespace {

/// Contrast ratio of WCAG 2: 1 for equal colours, 21 for black on white.
double contrast(const QColor& a, const QColor& b)
{
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double c) {
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
               0.0722 * linear(colour.blueF());
    };
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

/// The strongest ink of an icon: transparent where it is empty.
QColor inkOf(const QIcon& icon, int size, QIcon::Mode mode = QIcon::Normal)
{
    const QImage image = icon.pixmap(QSize(size, size), 1.0, mode).toImage();
    QColor ink(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            ink = pixel.alpha() > ink.alpha() ? pixel : ink;
        }
    }
    return ink;
}

bool isNear(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
               std::abs(a.blue() - b.blue()) <=
           12;
}

QStringList iconNames()
{
    QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    names.replaceInStrings(QStringLiteral(".svg"), QString());
    return names;
}

class EachTheme : public testing::TestWithParam<Theme>
{
protected:
    EachTheme()
    {
        needApplication();
        applyTheme(*qApp, GetParam());
    }
    ~EachTheme() override { applyTheme(*qApp, Theme::Light); }

    QColor colour(QPalette::ColorRole role) const
    {
        return themePalette(GetParam()).color(QPalette::Active, role);
    }
};

TEST_P(EachTheme, TextIsReadable)
{
    using Role = QPalette::ColorRole;
    const std::vector<std::pair<Role, std::vector<Role>>> pairs = {
        {Role::WindowText, {Role::Window, Role::Midlight, Role::Light}},
        {Role::Text, {Role::Base, Role::AlternateBase}},
        {Role::ButtonText, {Role::Button, Role::Light}},
        {Role::PlaceholderText, {Role::Base, Role::Window}},
        {Role::HighlightedText, {Role::Highlight}},
        {Role::BrightText, {Role::Highlight}},
        {Role::ToolTipText, {Role::ToolTipBase}},
        {Role::Link, {Role::Window, Role::Base}},
        {Role::LinkVisited, {Role::Window, Role::Base}},
    };
    for (const auto& [text, grounds] : pairs) {
        for (const Role ground : grounds) {
            EXPECT_GE(contrast(colour(text), colour(ground)), 4.5) << text << " on " << ground;
        }
    }
}

TEST_P(EachTheme, ColoursOfStatesAreReadableOnTheWindow)
{
    const ThemeColours& colours = themeColours();
    for (const QColor& text : {colours.faintText, colours.error, colours.success, colours.stale}) {
        EXPECT_GE(contrast(text, colour(QPalette::Window)), 4.5) << text.name().toStdString();
        EXPECT_GE(contrast(text, colour(QPalette::Base)), 4.5) << text.name().toStdString();
    }
    EXPECT_GE(contrast(colour(QPalette::WindowText), colours.warning), 4.5);
    EXPECT_GE(contrast(colour(QPalette::Link), colours.warning), 4.5);
}

// A colour of the window must not be taken for one of data.
TEST_P(EachTheme, ColoursOfStatesAreNotThoseOfData)
{
    const ThemeColours& colours = themeColours();
    for (const QColor& state :
         {colour(QPalette::Highlight), colours.error, colours.success, colours.stale}) {
        for (const QColor& data : {palette::kPreserved, palette::kDiscarded, palette::kNew,
                                   palette::kScratch, palette::kScratchToTarget}) {
            const int distance = std::abs(state.red() - data.red()) +
                                 std::abs(state.green() - data.green()) +
                                 std::abs(state.blue() - data.blue());
            EXPECT_GT(distance, 60) << state.name().toStdString() << data.name().toStdString();
        }
    }
}

TEST_P(EachTheme, DisabledTextIsFainterAndStillThere)
{
    const QPalette palette = themePalette(GetParam());
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        const QColor ground = palette.color(QPalette::Window);
        const double disabled = contrast(palette.color(QPalette::Disabled, role), ground);
        EXPECT_LT(disabled, contrast(palette.color(QPalette::Active, role), ground));
        EXPECT_GT(disabled, 2.0);
    }
}

TEST_P(EachTheme, EveryIconHasTheColourOfTextAtEverySize)
{
    const QStringList names = iconNames();
    EXPECT_GE(names.size(), 52);
    for (const QString& name : names) {
        const QIcon icon = themedIcon(name);
        ASSERT_FALSE(icon.isNull()) << name.toStdString();
        for (const int size : {16, 32}) {
            EXPECT_GT(inkOf(icon, size).alpha(), 150) << name.toStdString() << " at " << size;
        }
        if (name != QStringLiteral("palimpsest")) { // drawn in colours of its own
            EXPECT_TRUE(isNear(inkOf(icon, 32), colour(QPalette::WindowText)))
                << name.toStdString() << " " << inkOf(icon, 32).name().toStdString();
        }
    }
}

TEST_P(EachTheme, IconsSayWhenTheyAreDisabledOrSelected)
{
    const QIcon icon = themedIcon(QStringLiteral("polygon"));
    const QPalette palette = themePalette(GetParam());
    EXPECT_TRUE(isNear(inkOf(icon, 32, QIcon::Disabled),
                       palette.color(QPalette::Disabled, QPalette::WindowText)));
    EXPECT_TRUE(isNear(inkOf(icon, 32, QIcon::Selected), colour(QPalette::HighlightedText)));
}

TEST_P(EachTheme, PaintsSharpIconsAtTwoPixelsPerPoint)
{
    QImage image(64, 64, QImage::Format_ARGB32);
    image.setDevicePixelRatio(2.0);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    themedIcon(QStringLiteral("grid")).paint(&painter, QRect(0, 0, 32, 32));
    painter.end();
    const QImage drawn = themedIcon(QStringLiteral("grid")).pixmap(QSize(32, 32), 2.0).toImage();
    EXPECT_EQ(drawn.size(), QSize(64, 64));
    int different = 0;
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            different += isNear(image.pixelColor(x, y), drawn.pixelColor(x, y)) ? 0 : 1;
        }
    }
    EXPECT_EQ(different, 0);
}

TEST_P(EachTheme, StyleSheetIsUnderstood)
{
    static int remarks = 0;
    remarks = 0;
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {
            ++remarks; // a sheet that Qt cannot read is only remarked on
        });
    applyTheme(*qApp, GetParam());
    qInstallMessageHandler(before);
    EXPECT_EQ(remarks, 0);
    EXPECT_FALSE(qApp->styleSheet().isEmpty());
    EXPECT_FALSE(qApp->styleSheet().contains(QLatin1Char('@')));
}

TEST_P(EachTheme, IsRecognisedFromItsPalette)
{
    EXPECT_EQ(desktopTheme(themePalette(GetParam())), GetParam());
    EXPECT_EQ(currentTheme(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Both, EachTheme, testing::Values(Theme::Light, Theme::Dark),
                         [](const auto& info) {
                             return info.param == Theme::Light ? "Light" : "Dark";
                         });

TEST(ApplyTheme, RecoloursIconsAndWidgetsThatAreThere)
{
    needApplication();
    applyTheme(*qApp, Theme::Light);
    const QIcon icon = themedIcon(QStringLiteral("study"));
    QPushButton button(QStringLiteral("x"));
    button.ensurePolished();
    const QColor light = inkOf(icon, 32);
    applyTheme(*qApp, Theme::Dark);
    EXPECT_LT(light.lightnessF(), 0.3);
    EXPECT_GT(inkOf(icon, 32).lightnessF(), 0.7);
    EXPECT_EQ(button.palette().color(QPalette::WindowText),
              themePalette(Theme::Dark).color(QPalette::WindowText));
    applyTheme(*qApp, Theme::Light);
    EXPECT_EQ(button.palette().color(QPalette::WindowText),
              themePalette(Theme::Light).color(QPalette::WindowText));
}

TEST(HeadersOfTables, HaveTheArrowOfSortingBesideTheName)
{
    needApplication();
    applyTheme(*qApp, Theme::Light);
    QStyleOptionHeader header;
    header.rect = {0, 0, 60, 28};
    header.orientation = Qt::Horizontal;
    header.sortIndicator = QStyleOptionHeader::SortDown;
    const QStyle* style = QApplication::style();
    const QRect label = style->subElementRect(QStyle::SE_HeaderLabel, &header);
    const QRect arrow = style->subElementRect(QStyle::SE_HeaderArrow, &header);
    EXPECT_FALSE(label.intersects(arrow));
    EXPECT_TRUE(header.rect.contains(arrow));
}

TEST(ThemedIcon, UnknownNamesGiveNone)
{
    needApplication();
    EXPECT_TRUE(themedIcon(QStringLiteral("no-such-icon")).isNull());
}

} // namespace
} // namespace palimpsest

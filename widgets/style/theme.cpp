// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/theme.h"

#include "widgets/style/svg_icon_engine.h"

#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QProxyStyle>
#include <QRegularExpression>
#include <QStyleOption>

#include <algorithm>
#include <iterator>

// Resources of a static library are only there once somebody asks; the macro works outside of
// namespaces only.
static void needResources()
{
    Q_INIT_RESOURCE(palimpsest);
}

namespace palimpsest {

namespace {

constexpr double kBasePointSize = 10.0;
constexpr int kRowAir = 6;   ///< pixels more than Fusion gives rows of lists and menus
constexpr int kRowIcon = 16; ///< pixels

/// Fusion with more air. What style sheets can say stands in theme.qss; they draw icons of list
/// items twice, so those are here.
class RoomyFusion : public QProxyStyle
{
public:
    RoomyFusion() : QProxyStyle(QStringLiteral("Fusion")) {}

    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override
    {
        return metric == PM_ListViewIconSize ? kRowIcon
                                             : QProxyStyle::pixelMetric(metric, option, widget);
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override
    {
        return hint == SH_EtchDisabledText ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }

    /// The arrow of a sorted column stands beside its name, not on it.
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override
    {
        const QRect rect = QProxyStyle::subElementRect(element, option, widget);
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (header == nullptr || header->orientation != Qt::Horizontal ||
            header->sortIndicator == QStyleOptionHeader::None) {
            return rect;
        }
        constexpr int kArrow = 9;
        if (element == SE_HeaderLabel) {
            return rect.adjusted(0, 0, -kArrow, 0);
        }
        const QRect arrow(option->rect.right() - kArrow - 1, option->rect.center().y() - kArrow / 2,
                          kArrow, kArrow);
        return element == SE_HeaderArrow ? arrow : rect;
    }

    /// Qt's arrows point against the order that every spreadsheet and file manager shows: here a
    /// list with the largest on top has the one that points down.
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (element == PE_IndicatorHeaderArrow && header != nullptr) {
            QStyleOptionHeader turned = *header;
            turned.sortIndicator = header->sortIndicator == QStyleOptionHeader::SortUp
                                       ? QStyleOptionHeader::SortDown
                                       : QStyleOptionHeader::SortUp;
            QProxyStyle::drawPrimitive(element, &turned, painter, widget);
            return;
        }
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }

    using QProxyStyle::polish;
    void polish(QWidget* widget) override
    {
        QProxyStyle::polish(widget);
        if (qobject_cast<QDialog*>(widget) != nullptr) {
            widget->installEventFilter(this);
        }
    }

    /// Dialogs have an edge of their own: not every desktop gives windows a frame.
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            auto* dialog = static_cast<QWidget*>(watched);
            QPainter painter(dialog);
            painter.setPen(dialog->palette().color(QPalette::Dark));
            painter.drawRect(dialog->rect().adjusted(0, 0, -1, -1));
        }
        return QProxyStyle::eventFilter(watched, event);
    }

    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override
    {
        const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        const bool isRow =
            type == CT_ItemViewItem || (type == CT_MenuItem && item != nullptr &&
                                        item->menuItemType != QStyleOptionMenuItem::Separator);
        return isRow ? size + QSize(0, kRowAir) : size;
    }
};

/// A colour of the window in both themes.
struct Shade
{
    QLatin1String name;
    QRgb light;
    QRgb dark;
};

// Every colour that is not of data. The accent is a slate, away from all colours of data.
const Shade kShades[] = {
    // surfaces
    {QLatin1String("window"), 0xf4f5f7, 0x22252b},
    {QLatin1String("base"), 0xffffff, 0x1a1c21},
    {QLatin1String("alternate"), 0xf7f8fa, 0x1f2127},
    {QLatin1String("canvas"), 0xe4e7ec, 0x141519},
    {QLatin1String("button"), 0xffffff, 0x2d3139},
    {QLatin1String("buttonHover"), 0xf1f3f7, 0x363c46},
    {QLatin1String("hover"), 0xe9ecf1, 0x2e333b},
    {QLatin1String("pressed"), 0xd9dee6, 0x3a414c},
    {QLatin1String("checked"), 0xdde4ee, 0x313d50},
    {QLatin1String("checkedHover"), 0xd0d9e7, 0x3b4a63},
    {QLatin1String("shadow"), 0x7d8490, 0x0b0c0e},
    // text
    {QLatin1String("text"), 0x1d2129, 0xe4e7ec},
    {QLatin1String("faintText"), 0x5a6170, 0xa4abb8},
    {QLatin1String("placeholder"), 0x676e7c, 0x959dab},
    {QLatin1String("disabledText"), 0x9aa1ad, 0x6c7380},
    // lines
    {QLatin1String("line"), 0xd7dae1, 0x383c45},
    {QLatin1String("control"), 0xbfc4ce, 0x474c57},
    {QLatin1String("outline"), 0x868d9a, 0x7b8290},
    {QLatin1String("handle"), 0xc0c5cf, 0x4b515d},
    // the accent
    {QLatin1String("accent"), 0x435878, 0x4d6488},
    {QLatin1String("onAccent"), 0xffffff, 0xffffff},
    {QLatin1String("accentText"), 0x3f5475, 0xa9bcd9},
    {QLatin1String("accentSoft"), 0xb3c0d3, 0x4a5d7c},
    {QLatin1String("visited"), 0x5f5878, 0xbbb4d2},
    {QLatin1String("focus"), 0x5b7499, 0x86a0c9},
    // tool tips
    {QLatin1String("tip"), 0x2c303a, 0x353a45},
    {QLatin1String("onTip"), 0xf4f5f7, 0xeceef2},
    {QLatin1String("tipLine"), 0x2c303a, 0x4b515d},
    // states
    {QLatin1String("warning"), 0xfff2cc, 0x463a19},
    {QLatin1String("error"), 0xb3202c, 0xff9096},
    {QLatin1String("success"), 0x3f5475, 0xa9bcd9},
    {QLatin1String("stale"), 0x7a6220, 0xd3bd85},
};

QColor shade(const char* name, Theme theme)
{
    const auto found = std::ranges::find(kShades, QLatin1String(name), &Shade::name);
    Q_ASSERT(found != std::end(kShades));
    return QColor(theme == Theme::Light ? found->light : found->dark);
}

QString styleSheet(Theme theme)
{
    QFile file(QStringLiteral(":/style/theme.qss"));
    file.open(QIODevice::ReadOnly);
    QString sheet = QString::fromUtf8(file.readAll());
    for (const Shade& each : kShades) {
        const QRegularExpression word(QStringLiteral("@%1\\b").arg(each.name));
        sheet.replace(word, QColor(theme == Theme::Light ? each.light : each.dark).name());
    }
    return sheet;
}

ThemeColours coloursOf(Theme theme)
{
    return {.canvas = shade("canvas", theme),
            .line = shade("line", theme),
            .faintText = shade("faintText", theme),
            .warning = shade("warning", theme),
            .error = shade("error", theme),
            .success = shade("success", theme),
            .stale = shade("stale", theme)};
}

struct AppliedTheme
{
    Theme theme = Theme::Light;
    ThemeColours colours = coloursOf(Theme::Light);
};

AppliedTheme& applied()
{
    static AppliedTheme state;
    return state;
}

} // namespace

QPalette themePalette(Theme theme)
{
    const auto colour = [theme](const char* name) { return shade(name, theme); };
    QPalette palette;
    const auto setAll = [&](std::initializer_list<QPalette::ColorRole> roles, const char* name) {
        for (const QPalette::ColorRole role : roles) {
            palette.setColor(QPalette::All, role, colour(name));
        }
    };
    setAll({QPalette::Window}, "window");
    setAll({QPalette::Base}, "base");
    setAll({QPalette::AlternateBase}, "alternate");
    setAll({QPalette::Button}, "button");
    setAll({QPalette::WindowText, QPalette::Text, QPalette::ButtonText}, "text");
    setAll({QPalette::BrightText, QPalette::HighlightedText}, "onAccent");
    setAll({QPalette::PlaceholderText}, "placeholder");
    setAll({QPalette::Highlight}, "accent");
    setAll({QPalette::Link}, "accentText");
    setAll({QPalette::LinkVisited}, "visited");
    setAll({QPalette::ToolTipBase}, "tip");
    setAll({QPalette::ToolTipText}, "onTip");
    setAll({QPalette::Light}, "buttonHover");
    setAll({QPalette::Midlight}, "hover");
    setAll({QPalette::Mid}, "line");
    setAll({QPalette::Dark}, "control");
    setAll({QPalette::Shadow}, "shadow");
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
          QPalette::Link, QPalette::LinkVisited}) {
        palette.setColor(QPalette::Disabled, role, colour("disabledText"));
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, colour("window"));
    palette.setColor(QPalette::Disabled, QPalette::Button, colour("window"));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colour("line"));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, colour("disabledText"));
    return palette;
}

void applyTheme(QApplication& application, Theme theme)
{
    needResources();
    applied() = {theme, coloursOf(theme)};
    application.setStyleSheet({}); // one restyling below instead of one per step
    application.setStyle(new RoomyFusion);
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPointSizeF(kBasePointSize);
    QApplication::setFont(font);

    const QPalette palette = themePalette(theme);
    QApplication::setPalette(palette);
    // Icons of menus are drawn in the colour of text, so what is chosen there keeps it.
    QPalette menus = palette;
    menus.setColor(QPalette::Highlight, shade("checked", theme));
    menus.setColor(QPalette::HighlightedText, shade("text", theme));
    menus.setColor(QPalette::Disabled, QPalette::HighlightedText, shade("disabledText", theme));
    for (const char* name : {"QMenu", "QMenuBar"}) {
        QApplication::setPalette(menus, name);
    }
    application.setStyleSheet(styleSheet(theme));
}

Theme currentTheme()
{
    return applied().theme;
}

const ThemeColours& themeColours()
{
    return applied().colours;
}

QIcon themedIcon(const QString& name)
{
    needResources();
    return hasIcon(name) ? QIcon(new SvgIconEngine(name)) : QIcon();
}

Theme desktopTheme(const QPalette& platformPalette)
{
    return platformPalette.color(QPalette::WindowText).lightnessF() >
                   platformPalette.color(QPalette::Window).lightnessF()
               ? Theme::Dark
               : Theme::Light;
}

} // namespace palimpsest

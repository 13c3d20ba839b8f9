// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/keys_overlay.h"

#include "widgets/style/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr double kMargin = 28.0;    ///< of the card, inside
constexpr double kOutside = 20.0;   ///< around the card, at least
constexpr double kColumnGap = 44.0; ///< between columns
constexpr double kGroupGap = 18.0;
constexpr double kRowAir = 10.0; ///< more than the text is high
constexpr double kKeyGap = 4.0;
constexpr double kTextGap = 14.0; ///< between keys and what they do
constexpr std::size_t kMostColumns = 3;

/// The keys to draw, alternatives parted by an empty one: "A  D" is A, "", D. An ellipsis is no
/// key.
QStringList keysOf(const QString& text)
{
    QStringList keys;
    for (const QString& alternative : text.split(QStringLiteral("  "), Qt::SkipEmptyParts)) {
        if (!keys.isEmpty()) {
            keys.append(QString());
        }
        // A plus that ends a chord is a key itself: "Ctrl++".
        const bool endsInPlus = alternative.endsWith(QLatin1Char('+'));
        const QString chord = endsInPlus ? alternative.chopped(1) : alternative;
        keys += chord.split(QLatin1Char('+'), Qt::SkipEmptyParts);
        if (endsInPlus) {
            keys.append(QStringLiteral("+"));
        }
    }
    return keys;
}

double widthOf(const QString& key, const QFontMetricsF& metrics)
{
    if (key.isEmpty()) {
        return kKeyGap;
    }
    return std::max(metrics.height() + 4.0, metrics.horizontalAdvance(key) + 12.0);
}

double widthOf(const QStringList& keys, const QFontMetricsF& metrics)
{
    double width = -kKeyGap;
    for (const QString& key : keys) {
        width += widthOf(key, metrics) + kKeyGap;
    }
    return width;
}

QFont heavier(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

KeysOverlay::KeysOverlay(const std::vector<KeyEntry>& entries, QWidget* window) : QWidget(window)
{
    QString description;
    for (const KeyEntry& entry : entries) {
        const auto group = std::ranges::find(m_groups, entry.group, &Group::name);
        if (group == m_groups.end()) {
            m_groups.push_back({entry.group, {entry}});
        } else {
            group->entries.push_back(entry);
        }
        description += entry.keys + QStringLiteral(": ") + entry.what + QLatin1Char('\n');
    }
    setAttribute(Qt::WA_DeleteOnClose);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Keys"));
    setAccessibleDescription(description);
    setGeometry(window->rect());
    window->installEventFilter(this);
}

void KeysOverlay::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    raise();
    setFocus();
}

bool KeysOverlay::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // the key closes the overlay and does nothing else
        return true;
    }
    return QWidget::event(event);
}

bool KeysOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
    }
    return QWidget::eventFilter(watched, event);
}

void KeysOverlay::keyPressEvent(QKeyEvent*)
{
    close();
}

void KeysOverlay::mousePressEvent(QMouseEvent*)
{
    close();
}

double KeysOverlay::keysWidth() const
{
    const QFontMetricsF metrics(font());
    double width = 0.0;
    for (const Group& group : m_groups) {
        for (const KeyEntry& entry : group.entries) {
            width = std::max(width, widthOf(keysOf(entry.keys), metrics));
        }
    }
    return width;
}

double KeysOverlay::columnWidth() const
{
    const QFontMetricsF metrics(font());
    double width = 0.0;
    for (const Group& group : m_groups) {
        for (const KeyEntry& entry : group.entries) {
            width = std::max(width, metrics.horizontalAdvance(entry.what));
        }
    }
    return keysWidth() + kTextGap + width;
}

double KeysOverlay::heightOf(const Group& group) const
{
    return (QFontMetricsF(font()).height() + kRowAir) *
           static_cast<double>(group.entries.size() + 1);
}

double KeysOverlay::heightOf(const Column& column) const
{
    double height = -kGroupGap;
    for (const Group* group : column) {
        height += heightOf(*group) + kGroupGap;
    }
    return height;
}

/// Groups in their order, a new column wherever one would become higher than `height`.
std::vector<KeysOverlay::Column> KeysOverlay::columnsUpTo(double height) const
{
    std::vector<Column> columns;
    for (const Group& group : m_groups) {
        Column longer = columns.empty() ? Column{} : columns.back();
        longer.push_back(&group);
        if (columns.empty() || heightOf(longer) > height) {
            columns.push_back({&group});
        } else {
            columns.back() = longer;
        }
    }
    return columns;
}

/// As many columns as can be read, as low as can be.
std::vector<KeysOverlay::Column> KeysOverlay::columns() const
{
    std::vector<Column> best;
    const double step = QFontMetricsF(font()).height();
    for (std::size_t most = kMostColumns; most > 0; --most) {
        double height = step;
        while (columnsUpTo(height).size() > most) {
            height += step;
        }
        const std::vector<Column> columns = columnsUpTo(height);
        if (best.empty() || fittingScale(cardSize(columns)) > fittingScale(cardSize(best))) {
            best = columns;
        }
    }
    return best;
}

QSizeF KeysOverlay::cardSize(const std::vector<Column>& columns) const
{
    double height = 0.0;
    for (const Column& column : columns) {
        height = std::max(height, heightOf(column));
    }
    const auto count = static_cast<double>(columns.size());
    return {count * columnWidth() + (count - 1.0) * kColumnGap + 2.0 * kMargin,
            height + 2.0 * kMargin};
}

double KeysOverlay::fittingScale(const QSizeF& card) const
{
    return std::min({1.0, (width() - 2.0 * kOutside) / card.width(),
                     (height() - 2.0 * kOutside) / card.height()});
}

QRectF KeysOverlay::card() const
{
    const QSizeF size = cardSize(columns());
    QRectF place(QPointF(), size * fittingScale(size));
    place.moveCenter(QRectF(rect()).center());
    return place;
}

void KeysOverlay::paintEvent(QPaintEvent*)
{
    if (m_groups.empty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), QColor(0, 0, 0, 130));
    const QRectF place = card();
    painter.setPen(themeColours().line);
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(place, 10.0, 10.0);
    painter.translate(place.topLeft());
    const std::vector<Column> all = columns();
    const double scale = fittingScale(cardSize(all)); // below 1 in a small window
    painter.scale(scale, scale);
    QPointF corner(kMargin, kMargin);
    for (const Column& column : all) {
        for (const Group* group : column) {
            paintGroup(painter, corner, *group);
            corner.ry() += heightOf(*group) + kGroupGap;
        }
        corner = {corner.x() + columnWidth() + kColumnGap, kMargin};
    }
}

void KeysOverlay::paintGroup(QPainter& painter, QPointF corner, const Group& group) const
{
    const QFontMetricsF metrics(font());
    const double row = metrics.height() + kRowAir;
    const QColor text = palette().color(QPalette::WindowText);
    painter.setPen(themeColours().faintText);
    painter.setFont(heavier(font()));
    painter.drawText(QRectF(corner.x(), corner.y(), columnWidth(), row),
                     Qt::AlignLeft | Qt::AlignVCenter, group.name);
    painter.setFont(font());
    for (const KeyEntry& entry : group.entries) {
        corner.ry() += row;
        double x = corner.x();
        for (const QString& key : keysOf(entry.keys)) {
            const QRectF cap(x, corner.y() + 2.0, widthOf(key, metrics), row - 4.0);
            x = cap.right() + kKeyGap;
            if (key != QStringLiteral("…") && !key.isEmpty()) {
                painter.setPen(palette().color(QPalette::Dark));
                painter.setBrush(palette().color(QPalette::Button));
                painter.drawRoundedRect(cap, 4.0, 4.0);
            }
            painter.setPen(text);
            painter.drawText(cap, Qt::AlignCenter, key);
        }
        const double left = corner.x() + keysWidth() + kTextGap;
        painter.setPen(text);
        painter.drawText(QRectF(left, corner.y(), columnWidth(), row),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.what);
    }
}

} // namespace palimpsest

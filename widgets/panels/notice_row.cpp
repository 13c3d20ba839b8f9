// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/notice_row.h"

#include "widgets/style/icon_label.h"
#include "widgets/style/theme.h"
#include "widgets/style/wrapped_text.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QApplication>
#include <QCursor>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace palimpsest {

namespace {

constexpr int kIconSide = 18;
constexpr int kStripe = 4;
constexpr double kRadius = 6.0;

QString iconName(NoticeBar::Level level)
{
    switch (level) {
    case NoticeBar::Level::Error:
        return QStringLiteral("error");
    case NoticeBar::Level::Warning:
        return QStringLiteral("warning");
    default:
        return QStringLiteral("info");
    }
}

QString levelName(NoticeBar::Level level)
{
    switch (level) {
    case NoticeBar::Level::Error:
        return NoticeRow::tr("Error");
    case NoticeBar::Level::Warning:
        return NoticeRow::tr("Warning");
    default:
        return NoticeRow::tr("Note");
    }
}

QColor levelColour(NoticeBar::Level level)
{
    switch (level) {
    case NoticeBar::Level::Error:
        return themeColours().error;
    case NoticeBar::Level::Warning:
        return themeColours().stale;
    default:
        return QGuiApplication::palette().color(QPalette::Link);
    }
}

QAccessibleInterface* alertOf(const QString& className, QObject* object)
{
    return className == QLatin1String(NoticeRow::staticMetaObject.className())
               ? new QAccessibleWidget(qobject_cast<QWidget*>(object), QAccessible::AlertMessage)
               : nullptr;
}

} // namespace

NoticeRow::NoticeRow(NoticeBar::Level level, const QString& text, QWidget* parent)
    : QWidget(parent), m_level(level), m_text(text), m_icon(new IconLabel(kIconSide)),
      m_label(new WrappedText), m_button(new QPushButton)
{
    QAccessible::installFactory(&alertOf); // the same again is not installed twice
    m_label->setObjectName(QStringLiteral("noticeText"));
    m_label->setFocusPolicy(Qt::ClickFocus); // to mark some of it; screen readers read all
    m_button->setObjectName(QStringLiteral("noticeAction"));
    m_button->setAutoDefault(false);
    m_button->hide();
    auto* close = new QToolButton;
    close->setObjectName(QStringLiteral("noticeClose"));
    close->setIcon(themedIcon(QStringLiteral("close")));
    close->setIconSize({14, 14});
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss"));

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12 + kStripe, 5, 6, 5);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_label, 1, Qt::AlignVCenter);
    layout->addWidget(m_button);
    layout->addWidget(close);

    m_timer.setSingleShot(true);
    connect(close, &QToolButton::clicked, this, &NoticeRow::dismissed);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto action = m_action; // dismissing may end this row
        emit dismissed();
        action();
    });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isInUse()) {
            m_timer.start();
        } else {
            emit dismissed();
        }
    });
    applyLook();
    repeat();
}

void NoticeRow::repeat()
{
    ++m_count;
    const QString shown = m_count > 1 ? tr("%1 (%2)").arg(m_text).arg(m_count) : m_text;
    m_label->setPlainText(shown);
    m_label->updateGeometry();
    setAccessibleName(tr("%1: %2").arg(levelName(m_level), shown));
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void NoticeRow::setAction(const QString& text, std::function<void()> action)
{
    m_action = std::move(action);
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty() && m_action);
}

void NoticeRow::dismissAfter(std::chrono::milliseconds duration)
{
    m_pointer = QCursor::pos();
    m_timer.start(duration);
}

bool NoticeRow::isInUse()
{
    const QWidget* focus = QApplication::focusWidget();
    const bool hasMoved = std::exchange(m_pointer, QCursor::pos()) != m_pointer;
    return (underMouse() && hasMoved) || (focus != nullptr && isAncestorOf(focus));
}

void NoticeRow::applyLook()
{
    m_icon->setIcon(iconName(m_level), levelColour(m_level));
    QPalette colours = QGuiApplication::palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    m_label->setPalette(colours);
}

void NoticeRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyLook();
    }
}

void NoticeRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.fillPath(outline, m_level == NoticeBar::Level::Warning
                                  ? themeColours().warning
                                  : palette().color(QPalette::Base));
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(0, 0, kStripe, height(), levelColour(m_level));
    painter.restore();
    painter.setPen(themeColours().line);
    painter.drawPath(outline);
}

} // namespace palimpsest

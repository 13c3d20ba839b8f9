// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/notice_bar.h"

#include "widgets/panels/notice_row.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kFew = 3;   ///< notices seen at once
constexpr int kMany = 10; ///< when all were asked for: a page has to stay below them

QPushButton* flatButton(const QString& name)
{
    auto* button = new QPushButton;
    button->setObjectName(name);
    button->setFlat(true);
    button->setAutoDefault(false);
    return button;
}

} // namespace

NoticeBar::NoticeBar(QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_footer(new QWidget),
      m_more(flatButton(QStringLiteral("moreNotices")))
{
    m_layout->setContentsMargins(8, 6, 8, 6);
    m_layout->setSpacing(5);
    QPushButton* dismissAll = flatButton(QStringLiteral("dismissNotices"));
    dismissAll->setText(tr("Dismiss all"));
    auto* footer = new QHBoxLayout(m_footer);
    footer->setContentsMargins(0, 0, 0, 0);
    footer->addWidget(m_more);
    footer->addStretch();
    footer->addWidget(dismissAll);
    m_layout->addWidget(m_footer);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_isExpanded = !m_isExpanded;
        arrange();
    });
    connect(dismissAll, &QPushButton::clicked, this, &NoticeBar::clear);
    connect(qApp, &QApplication::focusChanged, this, &NoticeBar::followFocus);
    qApp->installEventFilter(this);
    arrange();
}

bool NoticeBar::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseMove: {
        const bool isHeld = static_cast<QMouseEvent*>(event)->buttons() != Qt::NoButton;
        if (std::exchange(m_isHeld, isHeld) && !isHeld) {
            arrange();
        }
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void NoticeBar::showNotice(Level level, const QString& text, const QString& actionText,
                           std::function<void()> action)
{
    NoticeRow* row = rowOf(level, text);
    row->setAction(actionText, std::move(action));
    if (level == Level::Info) {
        row->dismissAfter(m_infoDuration);
    }
    arrange();
}

void NoticeBar::showOfAttempt(int attempt, Level level, const QString& text,
                              const QString& actionText, std::function<void()> action)
{
    showNotice(level, text, actionText, std::move(action));
    m_rows.front()->setAttempt(attempt);
}

void NoticeBar::withdrawAttempt(int attempt)
{
    for (NoticeRow* row : QList(m_rows)) {
        if (row->attempt() == attempt) {
            dismiss(row);
        }
    }
}

/// The row of a notice, on top; one that says the same counts once more.
NoticeRow* NoticeBar::rowOf(Level level, const QString& text)
{
    const auto same = std::ranges::find_if(
        m_rows, [&](const NoticeRow* row) { return row->level() == level && row->text() == text; });
    NoticeRow* row = nullptr;
    if (same != m_rows.end()) {
        row = *same;
        m_rows.erase(same);
        row->repeat();
    } else {
        row = new NoticeRow(level, text, this);
        connect(row, &NoticeRow::dismissed, this, [this, row] { dismiss(row); });
    }
    m_rows.prepend(row);
    return row;
}

void NoticeBar::withdraw(const QString& text)
{
    const auto row = std::ranges::find(m_rows, text, &NoticeRow::text);
    if (row != m_rows.end()) {
        dismiss(*row);
    }
}

void NoticeBar::clear()
{
    giveFocusBack(*this);
    m_gone += std::exchange(m_rows, {});
    arrange();
}

void NoticeBar::dismiss(NoticeRow* row)
{
    if (m_rows.removeOne(row)) {
        giveFocusBack(*row);
        m_gone.append(row);
        arrange();
    }
}

/// Qt leads the keyboard on where what has it is hidden or disabled. That is no wish to be here,
/// where Space would press what nobody chose.
void NoticeBar::followFocus(QWidget* before, QWidget* now)
{
    if (before == nullptr || now == nullptr || isAncestorOf(before) || !isAncestorOf(now)) {
        return;
    }
    if (before->isVisible() && before->isEnabled()) {
        m_before = before;
    } else {
        now->clearFocus();
    }
}

/// Before `from` goes.
void NoticeBar::giveFocusBack(const QWidget& from)
{
    QWidget* focus = QApplication::focusWidget();
    if (focus == nullptr || !from.isAncestorOf(focus)) {
        return;
    }
    if (m_before != nullptr && m_before->isVisible() && m_before->isEnabled()) {
        m_before->setFocus();
    } else {
        focus->clearFocus();
    }
}

void NoticeBar::arrange()
{
    if (!m_isHeld) {
        arrangeNow();
    }
}

void NoticeBar::arrangeNow()
{
    QWidget* focus = QApplication::focusWidget();
    const bool isHere = focus != nullptr && isAncestorOf(focus);
    for (QLayoutItem* item = m_layout->takeAt(0); item != nullptr; item = m_layout->takeAt(0)) {
        if (item->widget() != m_footer) {
            item->widget()->hide();
        }
        delete item;
    }
    for (NoticeRow* row : std::exchange(m_gone, {})) {
        row->deleteLater();
    }
    // Before rows come in: in a bar that is still hidden, and as low as an empty one, they would
    // keep the height of 0 that is left for them there.
    setVisible(!m_rows.isEmpty());
    m_isExpanded = m_isExpanded && count() > kFew;
    const int seen = std::min(count(), m_isExpanded ? kMany : kFew);
    for (int i = 0; i < seen; ++i) {
        m_layout->addWidget(m_rows[i]);
        m_rows[i]->show();
    }
    m_layout->addWidget(m_footer);
    m_footer->setVisible(count() > kFew);
    m_more->setText(m_isExpanded ? tr("Fewer") : tr("%n more", nullptr, count() - seen));
    if (isHere && focus->isVisible()) {
        focus->setFocus(); // which it lost as its row was taken out
    }
}

} // namespace palimpsest

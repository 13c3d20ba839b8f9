// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/remarks_button.h"

#include "widgets/style/counted.h"
#include "widgets/style/theme.h"

#include <QMenu>
#include <QTextBrowser>
#include <QWidgetAction>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kWidth = 460;
constexpr int kGreatestHeight = 360;

QTextBrowser* makeBrowser(const std::vector<std::string>& remarks)
{
    QString text;
    for (const std::string& remark : remarks) {
        text += QStringLiteral("<p>") + QString::fromStdString(remark).toHtmlEscaped() +
                QStringLiteral("</p>");
    }
    auto* browser = new QTextBrowser;
    browser->setHtml(text);
    browser->setFrameShape(QFrame::StyledPanel); // apart from the white of the curves below it
    browser->setFixedWidth(kWidth);
    browser->document()->setDocumentMargin(12);
    browser->document()->setTextWidth(kWidth);
    browser->setFixedHeight(
        std::min(kGreatestHeight, static_cast<int>(browser->document()->size().height()) + 4));
    return browser;
}

} // namespace

RemarksButton::RemarksButton(QWidget* parent) : QToolButton(parent)
{
    hide();
    setIcon(themedIcon("warning"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setToolTip(tr("What makes these numbers doubtful"));
    connect(this, &QToolButton::clicked, this, &RemarksButton::open);
}

void RemarksButton::setRemarks(std::vector<std::string> remarks)
{
    m_remarks = std::move(remarks);
    setVisible(!m_remarks.empty());
    setText(counted(m_remarks.size(), tr("1 remark"), tr("%1 remarks")));
}

void RemarksButton::open()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(makeBrowser(m_remarks));
    menu->addAction(action);
    // Ends where the button does, so that it stays within the window.
    const QPoint end = mapToGlobal(rect().bottomRight());
    menu->popup(end - QPoint(menu->sizeHint().width(), 0));
}

} // namespace palimpsest

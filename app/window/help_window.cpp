// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/help_window.h"

#include "core/base/version.h"
#include "core/models/modules/torch_runtime.h"
#include "widgets/commands/key_list.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QDesktopServices>
#include <QEvent>
#include <QTextBrowser>
#include <QToolBar>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

/// Pages of the resources; the keys are those that the window has.
class HelpBrowser : public QTextBrowser
{
public:
    QVariant loadResource(int type, const QUrl& name) override
    {
        const QVariant page = QTextBrowser::loadResource(type, name);
        if (name.fileName() != QLatin1String("keys.html")) {
            return page;
        }
        return page.toByteArray().replace("<!-- all keys -->", keysAsHtml().toUtf8());
    }
};

} // namespace

HelpWindow::HelpWindow(QWidget* parent) : QWidget(parent, Qt::Window), m_browser(new HelpBrowser)
{
    setWindowTitle(tr("Palimpsest help"));
    resize(820, 760);
    auto* bar = new QToolBar;
    const auto add = [&](const QString& icon, const QString& text, const QString& page) {
        bar->addAction(themedIcon(icon), text, this, [this, page] { showPage(page); });
    };
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    QAction* back =
        bar->addAction(themedIcon("step-back"), tr("Back"), m_browser, &QTextBrowser::backward);
    back->setEnabled(false);
    connect(m_browser, &QTextBrowser::backwardAvailable, back, &QAction::setEnabled);
    add("help", tr("Contents"), "index.html");
    add("study", tr("First study"), "first-study.html");
    add("add-checkpoint", tr("From your training code"), "training.html");
    add("info", tr("The method"), "method.html");
    add("keyboard", tr("Keys"), "keys.html");
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->setOpenLinks(false);
    m_browser->document()->setDocumentMargin(24);
    connect(m_browser, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (link.scheme().startsWith(QLatin1String("http"))) {
            QDesktopServices::openUrl(link);
        } else {
            m_browser->setSource(m_browser->source().resolved(link));
        }
    });
    auto* close = new QAction(this);
    close->setShortcut(Qt::Key_Escape);
    connect(close, &QAction::triggered, this, &QWidget::close);
    addAction(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_browser);
}

void HelpWindow::showPage(const QString& page)
{
    m_browser->setSource(QUrl(QStringLiteral("qrc:/help/") + page));
    show();
    raise();
    activateWindow();
}

void HelpWindow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_browser->reload();
    }
}

QString aboutText()
{
    return HelpWindow::tr("<h3>Palimpsest %1</h3>"
                          "<p>Explorer of what fine-tuning does to a model, after "
                          "<i>Why pre-training is beneficial for downstream classification "
                          "tasks?</i> (arXiv 2410.08455).</p>"
                          "<p>LibTorch %2 on %3 (%4 threads), Qt %5</p>"
                          "<p>GPL-3.0-or-later. The demo is made from Fashion-MNIST by Zalando SE, "
                          "MIT licence; the one in words from the film reviews of SST-2 (Socher "
                          "et al. 2013), with sentences of our own; the one in photographs from "
                          "the Oxford-IIIT Pet Dataset (Parkhi et al. 2012), CC BY-SA 4.0, and "
                          "SqueezeNet 1.0 (Iandola et al. 2016), BSD licence.</p>")
        .arg(QString::fromStdString(version()), QString::fromStdString(torchVersion()),
             QString::fromStdString(defaultDevice()))
        .arg(defaultThreads())
        .arg(QLatin1String(qVersion()));
}

} // namespace palimpsest

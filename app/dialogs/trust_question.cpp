// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/trust_question.h"

#include "app/dialogs/dialog_parts.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/string_list.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

constexpr int kValueWidth = 560;

/// A fact as text that can be copied; too long a one loses its middle, which the tool tip has.
QLabel* valueLabel(const QString& name, const QString& text)
{
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const QString visible = withVisibleControls(text);
    label->setText(label->fontMetrics().elidedText(visible, Qt::ElideMiddle, kValueWidth));
    label->setToolTip(plainTip(visible));
    return label;
}

QString placeOf(const ProgramFacts& facts)
{
    if (facts.linkTarget.empty()) {
        return facts.isInStudy
                   ? TrustQuestion::tr("In the study’s folder; it may have come with the study")
                   : TrustQuestion::tr("Outside the study’s folder");
    }
    return TrustQuestion::tr("A link to %1").arg(QString::fromStdString(facts.linkTarget.string()));
}

QString joined(const std::vector<std::string>& names)
{
    return toStringList(names).join(QStringLiteral(", "));
}

QString useOf(const ProgramFacts& facts)
{
    QStringList uses;
    if (!facts.templateOf.empty()) {
        uses << TrustQuestion::tr("Template of %1").arg(joined(facts.templateOf));
    }
    if (!facts.checkpointOf.empty()) {
        uses << TrustQuestion::tr("Checkpoint of %1").arg(joined(facts.checkpointOf));
    }
    return uses.isEmpty() ? TrustQuestion::tr("About to join the study")
                          : uses.join(QStringLiteral("; "));
}

QString changeOf(const ProgramFacts& facts)
{
    if (!facts.modified) {
        return TrustQuestion::tr("not known");
    }
    return TrustQuestion::tr("%1, by the user %2")
        .arg(QLocale().toString(QDateTime::fromSecsSinceEpoch(*facts.modified),
                                QLocale::ShortFormat),
             QString::fromStdString(facts.owner));
}

QWidget* factsBox(const ProgramFacts& facts)
{
    auto* box = new QGroupBox;
    auto* form = new QFormLayout(box);
    const auto add = [form](const QString& title, const char* name, const QString& text) {
        form->addRow(title, valueLabel(QString::fromLatin1(name), text));
    };
    add(TrustQuestion::tr("File"), "file", QString::fromStdString(facts.program.path.string()));
    add(TrustQuestion::tr("SHA-256"), "hash", QString::fromStdString(facts.program.sha256));
    add(TrustQuestion::tr("Size"), "size",
        QLocale().formattedDataSize(static_cast<qint64>(facts.size)));
    add(TrustQuestion::tr("Place"), "place", placeOf(facts));
    add(TrustQuestion::tr("Use"), "use", useOf(facts));
    add(TrustQuestion::tr("Changed"), "changed", changeOf(facts));
    if (!facts.downloadedFrom.empty()) {
        add(TrustQuestion::tr("Downloaded from"), "origin",
            QString::fromStdString(facts.downloadedFrom));
    }
    return box;
}

QLabel* paragraph(const QString& text)
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    return label;
}

} // namespace

TrustQuestion::TrustQuestion(const std::vector<ProgramFacts>& programs, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Open TorchScript?"));
    auto* list = new QWidget;
    auto* listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    for (const ProgramFacts& facts : programs) {
        listLayout->addWidget(factsBox(facts));
    }
    QScrollArea* scroll = scrolled(list);
    constexpr int kMostHeight = 420; // of two programs; more are scrolled to
    scroll->setMinimumSize(list->sizeHint().boundedTo({900, kMostHeight}));

    auto* buttons = new QDialogButtonBox;
    QPushButton* refuse = buttons->addButton(tr("Do not open"), QDialogButtonBox::RejectRole);
    refuse->setObjectName("refuse");
    // Enter does not press it even where Tab has led to it.
    QPushButton* trust = plainButton(tr("Trust and open"));
    trust->setObjectName("trust");
    buttons->addButton(trust, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(paragraph(tr(
        "TorchScript files are programs. To open one is to let it do whatever you may do on this "
        "computer: read, change and delete your files, and send them elsewhere.")));
    layout->addWidget(scroll, 1);
    layout->addWidget(paragraph(
        tr("Open it only if you trust where it comes from. A yes holds for exactly these bytes, on "
           "this computer, in the window and on the command line, until you take it back under "
           "Help → Trusted programs.")));
    layout->addWidget(buttons);
    refuse->setDefault(true); // only now is it the dialog's, wherever the focus goes
    refuse->setFocus();
}

} // namespace palimpsest

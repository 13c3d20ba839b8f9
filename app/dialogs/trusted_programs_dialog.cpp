// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/trusted_programs_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "core/base/error.h"
#include "widgets/style/plain_text.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

enum Column { kFile, kHash, kAgreed, kColumns };

QTableWidgetItem* cell(const QString& text)
{
    auto* item = new QTableWidgetItem(withVisibleControls(text));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(plainTip(item->text()));
    return item;
}

QString agreedText(const TrustedFile& file)
{
    return file.agreed == 0 ? TrustedProgramsDialog::tr("in an earlier version")
                            : QLocale().toString(QDateTime::fromSecsSinceEpoch(file.agreed),
                                                 QLocale::ShortFormat);
}

} // namespace

TrustedProgramsDialog::TrustedProgramsDialog(std::filesystem::path file, QWidget* parent)
    : QDialog(parent), m_file(std::move(file)), m_table(new QTableWidget(0, kColumns)),
      m_text(new QLabel), m_forget(plainButton(tr("&Forget"))),
      m_forgetAll(plainButton(tr("Forget &all"))), m_undo(plainButton(tr("&Undo")))
{
    setWindowTitle(tr("Trusted programs"));
    resize(820, 420);
    m_table->setObjectName("trusted");
    m_table->setHorizontalHeaderLabels({tr("File"), tr("SHA-256"), tr("Agreed on")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(kAgreed, QHeaderView::ResizeToContents);
    m_text->setObjectName("text");
    m_text->setWordWrap(true);
    auto* what = new QLabel(
        tr("TorchScript files that you have agreed to run on this computer. They are known by "
           "their bytes, so a copy elsewhere is trusted too. What you forget is asked about again "
           "before it runs the next time."));
    what->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    for (const auto& [button, name] :
         {std::pair(m_forget, "forget"), {m_forgetAll, "forgetAll"}, {m_undo, "undo"}}) {
        button->setObjectName(QString::fromLatin1(name));
        buttons->addButton(button, QDialogButtonBox::ActionRole);
    }
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_forget, &QPushButton::clicked, this, [this] { forget(chosen()); });
    connect(m_forgetAll, &QPushButton::clicked, this, [this] { forget(m_shown); });
    connect(m_undo, &QPushButton::clicked, this, &TrustedProgramsDialog::undo);
    connect(new QShortcut(QKeySequence::Delete, m_table), &QShortcut::activated, m_forget,
            &QPushButton::click);
    connect(m_table, &QTableWidget::itemSelectionChanged, this,
            &TrustedProgramsDialog::updateButtons);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_text);
    layout->addWidget(buttons);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    refresh();
}

void TrustedProgramsDialog::refresh()
{
    try {
        list(readTrusted(m_file));
        m_text->setText(m_shown.empty() ? tr("You have agreed to none.") : QString());
    } catch (const Error& error) {
        list({});
        m_text->setText(QString::fromUtf8(error.what()));
    }
}

void TrustedProgramsDialog::list(const std::vector<TrustedFile>& files)
{
    m_shown = files;
    std::ranges::reverse(m_shown); // the latest first
    m_table->setRowCount(static_cast<int>(m_shown.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const TrustedFile& file = m_shown[static_cast<std::size_t>(row)];
        m_table->setItem(row, kFile,
                         cell(file.path.empty() ? tr("not remembered")
                                                : QString::fromStdString(file.path.string())));
        m_table->setItem(row, kHash, cell(QString::fromStdString(file.sha256)));
        m_table->setItem(row, kAgreed, cell(agreedText(file)));
    }
    m_table->selectRow(0); // what looks chosen is
    updateButtons();
}

void TrustedProgramsDialog::forget(const std::vector<TrustedFile>& files)
{
    try {
        removeTrusted(m_file, hashesOf(files));
        m_forgotten = files;
        refresh();
    } catch (const Error& error) {
        m_text->setText(QString::fromUtf8(error.what()));
    }
}

void TrustedProgramsDialog::undo()
{
    try {
        std::ranges::reverse(m_forgotten); // back to the latest last
        addTrusted(m_file, std::exchange(m_forgotten, {}));
        refresh();
    } catch (const Error& error) {
        m_text->setText(QString::fromUtf8(error.what()));
    }
}

std::vector<TrustedFile> TrustedProgramsDialog::chosen() const
{
    std::vector<TrustedFile> files;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        files.push_back(m_shown[static_cast<std::size_t>(index.row())]);
    }
    return files;
}

void TrustedProgramsDialog::updateButtons()
{
    m_forget->setEnabled(!m_table->selectionModel()->selectedRows().isEmpty());
    m_forgetAll->setEnabled(!m_shown.empty());
    m_undo->setEnabled(!m_forgotten.empty());
}

} // namespace palimpsest

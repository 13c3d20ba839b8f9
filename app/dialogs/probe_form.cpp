// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/network_answers.h"
#include "app/dialogs/probe_dialog.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

// What the dialog of probes asks.

namespace palimpsest {

namespace {

constexpr int kMostShare = 50; // of the training pictures, in percent

} // namespace

void ProbeDialog::makeForm(QFormLayout& form)
{
    m_test->setPlaceholderText(tr("those that the data set keeps apart, if it does"));
    auto* prepared = new QLabel(QString::fromStdString(describe(m_target.study.preprocessing)));
    prepared->setWordWrap(true);
    m_share->setRange(1, kMostShare);
    m_share->setValue(20);
    m_share->setSuffix(tr(" %"));
    m_share->setToolTip(tr(
        "The regularisation C is the one that does best on these; then they are trained on too"));
    m_lineage->setObjectName("probeLineage");
    auto* share = new QHBoxLayout;
    share->addWidget(m_share);
    share->addWidget(new QLabel(tr("of the training pictures, drawn with seed")));
    share->addWidget(m_seed);
    share->addStretch();
    form.addRow(tr("Pre-trained network:"), makeModel());
    form.addRow(tr("Template:"), makeTemplate());
    form.addRow(tr("Training pictures:"),
                makePictures(m_training, "probeTraining", tr("Training pictures")));
    form.addRow(tr("Test pictures:"), makePictures(m_test, "probeTest", tr("Test pictures")));
    form.addRow(QString(), makeRead());
    form.addRow(tr("Prepared as the study says:"), prepared);
    form.addRow(tr("Validation on:"), share);
    form.addRow(tr("Name of the run:"), m_lineage);
    m_answers = new NetworkAnswers(form, this);
    connect(m_answers, &NetworkAnswers::changed, this, &ProbeDialog::look);
}

/// What was read, beside the button that changes how.
QWidget* ProbeDialog::makeRead()
{
    m_read->setObjectName("probeRead");
    m_read->setWordWrap(true);
    m_askAgain->setObjectName("askAgain");
    m_askAgain->hide();
    connect(m_askAgain, &QPushButton::clicked, this, [this] {
        m_choices = {};
        look();
    });
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_read, 1);
    layout->addWidget(m_askAgain, 0, Qt::AlignTop);
    return row;
}

QWidget* ProbeDialog::makeModel()
{
    m_model->setObjectName("probeModel");
    m_model->setPlaceholderText(tr("its checkpoint as it was published"));
    connectPath(m_model);
    auto* file = plainButton(tr("File…"));
    auto* folder = plainButton(tr("Folder…"));
    folder->setToolTip(tr("A folder of Hugging Face, with config.json"));
    connect(file, &QPushButton::clicked, this, [this] {
        const QStringList files =
            m_dialogs.chooseFiles(this, tr("Pre-trained network"), {},
                                  fileFilter(tr("Checkpoints"), checkpointEndings()));
        if (!files.isEmpty()) {
            m_model->setText(files.front());
            look();
        }
    });
    connect(folder, &QPushButton::clicked, this, [this] {
        if (const auto chosen = m_dialogs.chooseFolder(this, tr("Pre-trained network"), {})) {
            m_model->setText(*chosen);
            look();
        }
    });
    QWidget* row = pathRow(m_model, file);
    row->layout()->addWidget(folder);
    return row;
}

QWidget* ProbeDialog::makeTemplate()
{
    m_template->setObjectName("probeTemplate");
    m_template->setPlaceholderText(
        tr("where the architecture is not recognised: its TorchScript export"));
    connectPath(m_template);
    auto* choose = plainButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, [this] {
        const QStringList files =
            m_dialogs.chooseFiles(this, tr("TorchScript of the architecture"), {},
                                  fileFilter(tr("TorchScript"), programEndings()));
        if (!files.isEmpty()) {
            m_template->setText(files.front());
            look();
        }
    });
    return pathRow(m_template, choose);
}

QWidget* ProbeDialog::makePictures(QLineEdit* field, const QString& name, const QString& title)
{
    field->setObjectName(name);
    connectPath(field);
    connect(field, &QLineEdit::textChanged, this, [this] {
        m_choices = {}; // of other data
        m_askAgain->hide();
    });
    auto* folder = plainButton(tr("Folder…"));
    auto* table = plainButton(tr("Table…"));
    connect(folder, &QPushButton::clicked, this, [this, field, title] {
        if (const auto chosen = m_dialogs.chooseFolder(this, title, {})) {
            field->setText(*chosen);
            look();
        }
    });
    connect(table, &QPushButton::clicked, this, [this, field, title] {
        const QStringList files = m_dialogs.chooseFiles(
            this, title, {}, fileFilter(tr("Tables of pictures"), tableEndings()));
        if (!files.isEmpty()) {
            field->setText(files.front());
            look();
        }
    });
    QWidget* row = pathRow(field, folder);
    row->layout()->addWidget(table);
    return row;
}

void ProbeDialog::connectPath(QLineEdit* field)
{
    connect(field, &QLineEdit::textEdited, this, [this] {
        forgetRequest();
        m_isSettled = false;
        m_pause.start();
    });
    connect(field, &QLineEdit::editingFinished, this, [this] {
        if (m_pause.isActive()) {
            look();
        }
    });
}

} // namespace palimpsest

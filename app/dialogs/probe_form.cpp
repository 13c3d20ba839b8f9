// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/probe_form.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/dialogs.h"
#include "app/dialogs/network_answers.h"
#include "core/samples/preprocessing.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <chrono>

namespace palimpsest {

namespace {

constexpr int kMostShare = 50; // of the training pictures, in percent
constexpr std::chrono::milliseconds kPause(400);

std::filesystem::path pathIn(const QLineEdit& field)
{
    return field.text().trimmed().toStdString();
}

} // namespace

ProbeForm::ProbeForm(const Study& study, Dialogs& dialogs, QWidget* parent)
    : QWidget(parent), m_dialogs(dialogs), m_model(new QLineEdit), m_template(new QLineEdit),
      m_training(new QLineEdit), m_test(new QLineEdit),
      m_askAgain(plainButton(tr("Say anew how they are meant…"))), m_read(new QLabel),
      m_share(new QSpinBox),
      m_seed(seedBox(tr("The same seed draws the same validation pictures again"))),
      m_run(new QLineEdit(QString::fromStdString(probeLineage(study))))
{
    m_test->setPlaceholderText(tr("those that the data set keeps apart, if it does"));
    auto* prepared = new QLabel(QString::fromStdString(describe(study.preprocessing)));
    prepared->setWordWrap(true);
    m_run->setObjectName("probeLineage");
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Pre-trained network:"), makeModel());
    form->addRow(tr("Template:"), makeTemplate());
    form->addRow(tr("Training pictures:"),
                 makePictures(m_training, "probeTraining", tr("Training pictures")));
    form->addRow(tr("Test pictures:"), makePictures(m_test, "probeTest", tr("Test pictures")));
    form->addRow(QString(), makeRead());
    form->addRow(tr("Prepared as the study says:"), prepared);
    form->addRow(tr("Validation on:"), makeValidation());
    form->addRow(tr("Name of the run:"), m_run);
    m_answers = new NetworkAnswers(*form, this);
    connect(m_answers, &NetworkAnswers::changed, this, &ProbeForm::requestLook);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &ProbeForm::requestLook);
}

std::filesystem::path ProbeForm::model() const
{
    return pathIn(*m_model);
}

std::filesystem::path ProbeForm::templateProgram() const
{
    return pathIn(*m_template);
}

std::filesystem::path ProbeForm::training() const
{
    return pathIn(*m_training);
}

std::filesystem::path ProbeForm::test() const
{
    return pathIn(*m_test);
}

std::string ProbeForm::run() const
{
    return m_run->text().trimmed().toStdString();
}

NetworkFacts ProbeForm::facts() const
{
    return m_answers->facts();
}

ProbeOptions ProbeForm::options() const
{
    return {.validationShare = m_share->value() / 100.0,
            .seed = static_cast<std::uint32_t>(m_seed->value())};
}

void ProbeForm::showRead(const QString& text)
{
    m_read->setText(text);
}

void ProbeForm::ask(const std::vector<NetworkQuestion>& questions)
{
    m_answers->ask(questions);
}

void ProbeForm::offerAskAgain()
{
    m_askAgain->show();
}

void ProbeForm::setChoosable(bool isChoosable)
{
    m_share->setEnabled(isChoosable);
    m_seed->setEnabled(isChoosable);
}

void ProbeForm::focusRun()
{
    m_run->setFocus();
}

void ProbeForm::requestLook()
{
    m_pause.stop();
    emit lookRequested();
}

QWidget* ProbeForm::makeValidation()
{
    m_share->setRange(1, kMostShare);
    m_share->setValue(20);
    m_share->setSuffix(tr(" %"));
    m_share->setToolTip(tr(
        "The regularisation C is the one that does best on these; then they are trained on too"));
    for (const QSpinBox* box : {m_share, m_seed}) {
        connect(box, &QSpinBox::valueChanged, this, &ProbeForm::optionsChanged);
    }
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_share);
    layout->addWidget(new QLabel(tr("of the training pictures, drawn with seed")));
    layout->addWidget(m_seed);
    layout->addStretch();
    return row;
}

/// What was read, beside the button that changes how.
QWidget* ProbeForm::makeRead()
{
    m_read->setObjectName("probeRead");
    m_read->setWordWrap(true);
    m_askAgain->setObjectName("askAgain");
    m_askAgain->hide();
    connect(m_askAgain, &QPushButton::clicked, this, [this] {
        emit choicesForgotten();
        requestLook();
    });
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_read, 1);
    layout->addWidget(m_askAgain, 0, Qt::AlignTop);
    return row;
}

QWidget* ProbeForm::makeModel()
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
            requestLook();
        }
    });
    connect(folder, &QPushButton::clicked, this, [this] {
        if (const auto chosen = m_dialogs.chooseFolder(this, tr("Pre-trained network"), {})) {
            m_model->setText(*chosen);
            requestLook();
        }
    });
    QWidget* row = pathRow(m_model, file);
    row->layout()->addWidget(folder);
    return row;
}

QWidget* ProbeForm::makeTemplate()
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
            requestLook();
        }
    });
    return pathRow(m_template, choose);
}

QWidget* ProbeForm::makePictures(QLineEdit* field, const QString& name, const QString& title)
{
    field->setObjectName(name);
    connectPath(field);
    connect(field, &QLineEdit::textChanged, this, [this] {
        m_askAgain->hide();
        emit choicesForgotten(); // they were of other data
    });
    auto* folder = plainButton(tr("Folder…"));
    auto* table = plainButton(tr("Table…"));
    connect(folder, &QPushButton::clicked, this, [this, field, title] {
        if (const auto chosen = m_dialogs.chooseFolder(this, title, {})) {
            field->setText(*chosen);
            requestLook();
        }
    });
    connect(table, &QPushButton::clicked, this, [this, field, title] {
        const QStringList files = m_dialogs.chooseFiles(
            this, title, {}, fileFilter(tr("Tables of pictures"), tableEndings()));
        if (!files.isEmpty()) {
            field->setText(files.front());
            requestLook();
        }
    });
    QWidget* row = pathRow(field, folder);
    row->layout()->addWidget(table);
    return row;
}

void ProbeForm::connectPath(QLineEdit* field)
{
    connect(field, &QLineEdit::textEdited, this, [this] {
        emit edited();
        m_pause.start();
    });
    connect(field, &QLineEdit::editingFinished, this, [this] {
        if (m_pause.isActive()) {
            requestLook();
        }
    });
}

} // namespace palimpsest

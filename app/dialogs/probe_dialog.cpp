// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/probe_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/network_answers.h"
#include "app/dialogs/probe_words.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/models/architectures/architecture.h"
#include "core/models/programs/program_host.h"
#include "core/models/readers/checkpoint_file.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <chrono>

namespace palimpsest {

namespace {

constexpr int kUsualWidth = 760;
constexpr int kMostShare = 50; // of the training pictures, in percent
constexpr std::chrono::milliseconds kPause(400);

QString lines(const std::vector<std::string>& sentences)
{
    QStringList lines;
    for (const std::string& sentence : sentences) {
        lines.append(QString::fromStdString(sentence));
    }
    return lines.join(QLatin1Char('\n'));
}

std::filesystem::path pathIn(const QLineEdit& field)
{
    return field.text().trimmed().toStdString();
}

} // namespace

ProbeDialog::ProbeDialog(CheckpointsTarget target, Dialogs& dialogs, QWidget* parent)
    : QDialog(parent), m_target(std::move(target)), m_study(m_target.study), m_dialogs(dialogs),
      m_model(new QLineEdit), m_template(new QLineEdit), m_training(new QLineEdit),
      m_test(new QLineEdit), m_read(new QLabel), m_share(new QSpinBox),
      m_seed(seedBox(tr("The same seed draws the same validation pictures again"))),
      m_lineage(new QLineEdit(QString::fromStdString(probeLineage(m_study)))), m_result(new QLabel),
      m_text(new QLabel), m_busy(new RunStatus(tr("Stop; nothing is added to the study"))),
      m_fit(plainButton(tr("Fit the probe"))),
      m_add(new QPushButton(themedIcon("add-checkpoint"), tr("Add to the study")))
{
    setWindowTitle(tr("Fit a linear probe"));
    auto* what = new QLabel(
        tr("The pre-trained network, frozen, with a classifier of its own on top for the study’s "
           "%1 classes: what fine-tuning is compared with.")
            .arg(m_study.classes.size()));
    what->setWordWrap(true);
    auto* form = new QFormLayout;
    makeForm(*form);
    m_result->setObjectName("probeResult");
    m_result->setTextFormat(Qt::RichText);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->hide();
    m_text->setObjectName("probeText");
    m_text->setWordWrap(true);
    m_text->hide();
    m_busy->hide();
    m_fit->setObjectName("fitProbe");
    m_fit->setEnabled(false);
    m_add->setObjectName("addProbe");
    m_add->setEnabled(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_fit);
    buttons->addWidget(acceptButtons(*this, m_add));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addLayout(form);
    layout->addWidget(m_result);
    layout->addWidget(m_text);
    layout->addStretch();
    layout->addWidget(m_busy, 0, Qt::AlignLeft);
    layout->addLayout(buttons);
    setMinimumWidth(kUsualWidth);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &ProbeDialog::look);
    connect(m_fit, &QPushButton::clicked, this, &ProbeDialog::fit);
    connect(m_busy, &RunStatus::cancelRequested, this, &ProbeDialog::stop);
    for (const QSpinBox* box : {m_share, m_seed}) {
        connect(box, &QSpinBox::valueChanged, this, &ProbeDialog::forgetProbe);
    }
}

void ProbeDialog::makeForm(QFormLayout& form)
{
    m_read->setObjectName("probeRead");
    m_read->setWordWrap(true);
    m_test->setPlaceholderText(tr("those that the data set keeps apart, if it does"));
    auto* prepared = new QLabel(QString::fromStdString(describe(m_study.preprocessing)));
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
    form.addRow(QString(), m_read);
    form.addRow(tr("Prepared as the study says:"), prepared);
    form.addRow(tr("Validation on:"), share);
    form.addRow(tr("Name of the run:"), m_lineage);
    m_answers = new NetworkAnswers(form, this);
    connect(m_answers, &NetworkAnswers::changed, this, &ProbeDialog::look);
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
                                  tr("Checkpoints (*.safetensors *.pt *.pth *.th *.ckpt *.bin)"));
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
        const QStringList files = m_dialogs.chooseFiles(this, tr("TorchScript of the architecture"),
                                                        {}, tr("TorchScript (*.pt *.pth *.ts)"));
        if (!files.isEmpty()) {
            m_template->setText(files.front());
            look();
        }
    });
    return pathRow(m_template, choose);
}

std::filesystem::path ProbeDialog::trustedProgram()
{
    const std::filesystem::path model = pathIn(*m_model);
    const std::filesystem::path program =
        containerOf(model) == Container::TorchScript ? model : pathIn(*m_template);
    if (program.empty()) {
        return program;
    }
    const ModelProgram asked{.path = program, .sha256 = sha256OfFile(program)};
    if (!isTrusted(asked, m_target.trust) && m_target.askForTrust({asked})) {
        m_target.trust.hashes.insert(asked.sha256);
    }
    requireTrusted(asked, m_target.trust);
    return program;
}

QWidget* ProbeDialog::makePictures(QLineEdit* field, const QString& name, const QString& title)
{
    field->setObjectName(name);
    connectPath(field);
    auto* folder = plainButton(tr("Folder…"));
    auto* table = plainButton(tr("Table…"));
    connect(folder, &QPushButton::clicked, this, [this, field, title] {
        if (const auto chosen = m_dialogs.chooseFolder(this, title, {})) {
            field->setText(*chosen);
            look();
        }
    });
    connect(table, &QPushButton::clicked, this, [this, field, title] {
        const QStringList files =
            m_dialogs.chooseFiles(this, title, {}, tr("Tables of pictures (*.csv *.tsv)"));
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

std::string ProbeDialog::lineage() const
{
    return m_lineage->text().trimmed().toStdString();
}

void ProbeDialog::accept()
{
    const std::string problem = nameProblem(m_study, lineage());
    if (problem.empty()) {
        QDialog::accept();
        return;
    }
    m_text->setText(QString::fromStdString(problem));
    m_text->show();
    growToFit(*this);
    m_lineage->setFocus();
}

void ProbeDialog::reject()
{
    const bool isFitting = !m_isSettled && m_request != nullptr;
    if (isFitting) {
        stop();
    } else {
        QDialog::reject();
    }
}

void ProbeDialog::forgetRequest()
{
    m_pause.stop();
    m_work.drop();
    m_request.reset();
    m_read->clear();
    m_fit->setEnabled(false);
    forgetProbe();
}

void ProbeDialog::forgetProbe()
{
    m_probe.reset();
    m_result->hide();
    m_add->setEnabled(false);
}

/// How to fit cannot be changed while that is under way.
void ProbeDialog::setChoosable(bool isChoosable)
{
    m_share->setEnabled(isChoosable);
    m_seed->setEnabled(isChoosable);
    m_fit->setEnabled(isChoosable && m_request != nullptr);
}

void ProbeDialog::begin(const QString& what)
{
    forgetProbe();
    m_isSettled = false;
    setChoosable(false);
    m_text->hide();
    m_busy->setText(what);
    m_busy->setUncertain();
    m_busy->show();
    growToFit(*this);
}

void ProbeDialog::settle(const QString& text)
{
    m_busy->hide();
    setChoosable(true);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    growToFit(*this);
    m_isSettled = true;
    emit settled();
}

void ProbeDialog::stop()
{
    m_work.drop();
    settle(tr("Stopped."));
}

void ProbeDialog::look()
{
    forgetRequest();
    if (pathIn(*m_model).empty()) {
        settle({});
        return;
    }
    std::filesystem::path program;
    try {
        program = trustedProgram();
    } catch (const Error& error) {
        settle(QString::fromUtf8(error.what()));
        return;
    }
    begin(tr("Reading network and pictures…"));
    m_work.post(
        [this, program, study = m_study, trust = m_target.trust, told = m_answers->facts(),
         model = pathIn(*m_model), training = pathIn(*m_training),
         test = pathIn(*m_test)](const LatestTask::Request& task) {
            Backbone backbone =
                program.empty()
                    ? readBackbone(model)
                    : readBackbone(model, program, std::make_shared<ProgramHost>(trust));
            backbone.told = completed(told, backbone.told);
            const Architecture network = pictureNetwork(backbone);
            if (training.empty() || !network.questions.empty()) {
                task.deliver([this, network] { showNetwork(network); });
                return;
            }
            auto request = std::make_shared<ProbeRequest>(
                probeRequest(study, std::move(backbone), training, test));
            task.deliver([this, request] { showRequest(request); });
        },
        [this](const QString& why) { settle(why); });
}

void ProbeDialog::showNetwork(const Architecture& network)
{
    m_read->setText(m_template->text().isEmpty() ? QString::fromStdString(describe(network))
                                                 : QString::fromStdString(network.name));
    m_answers->ask(network.questions);
    QStringList lines;
    for (const NetworkQuestion& question : network.questions) {
        lines.append(tr("%1 Choose below.").arg(QString::fromStdString(question.text)));
    }
    for (const std::string& note : network.notes) {
        lines.append(QString::fromStdString(note));
    }
    lines.append(QString::fromStdString(assumptionNote(network.facts)));
    settle(lines.join(QLatin1Char('\n')).trimmed());
}

void ProbeDialog::showRequest(const std::shared_ptr<ProbeRequest>& request)
{
    m_request = request;
    const TrainingPictures& pictures = request->pictures;
    m_read->setText(tr("%1.\n%L2 pictures to train on, %L3 to test on.")
                        .arg(QString::fromStdString(describe(pictureNetwork(request->backbone))))
                        .arg(pictures.train.size())
                        .arg(pictures.test.size()));
    settle(lines(pictures.warnings));
}

void ProbeDialog::fit()
{
    begin(tr("Features of the pictures…"));
    const ProbeOptions options{.validationShare = m_share->value() / 100.0,
                               .seed = static_cast<std::uint32_t>(m_seed->value())};
    m_work.post(
        [this, request = m_request, options](const LatestTask::Request& task) {
            const auto stage = [&](const QString& what) -> Progress {
                return [this, &task, what](std::size_t done, std::size_t total) {
                    const double share = static_cast<double>(done) / static_cast<double>(total);
                    task.deliver([this, what, share] {
                        m_busy->setText(what);
                        m_busy->setProgress(share);
                    });
                    return task.goesOn();
                };
            };
            request->options = options; // no other task reads it meanwhile
            auto probe = std::make_shared<const Probe>(
                makeProbe(*request, {.features = stage(tr("Features of the pictures…")),
                                     .fit = stage(tr("Fitting the classifier…"))}));
            task.deliver([this, probe] {
                m_probe = probe;
                showProbe();
            });
        },
        [this](const QString& why) { settle(why); });
}

void ProbeDialog::showProbe()
{
    m_result->setText(tableOf(*m_probe));
    m_result->show();
    settle(lines(m_probe->warnings));
    m_add->setEnabled(true);
    m_add->setFocus();
}

} // namespace palimpsest

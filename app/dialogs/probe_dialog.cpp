// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/probe_dialog.h"

#include "app/dialogs/data_questions.h"
#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/probe_form.h"
#include "app/dialogs/probe_words.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/models/architectures/architecture.h"
#include "core/models/programs/program_host.h"
#include "core/models/readers/checkpoint_file.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/string_list.h"
#include "widgets/style/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

constexpr int kUsualWidth = 760;

/// What is to be known of a network and what is made of it: remarks and `warnings`, one a line.
QString remarks(const Architecture& network, const std::vector<std::string>& warnings)
{
    return (toStringList(remarksOn(network)) + toStringList(warnings)).join(QLatin1Char('\n'));
}

} // namespace

ProbeDialog::ProbeDialog(CheckpointsTarget target, std::function<bool()> startEditing,
                         Dialogs& dialogs, QWidget* parent)
    : QDialog(parent), m_target(std::move(target)), m_startEditing(std::move(startEditing)),
      m_dialogs(dialogs), m_form(new ProbeForm(m_target.study, dialogs)), m_result(new QLabel),
      m_text(new QLabel), m_busy(new RunStatus(tr("Stop; nothing is added to the study"))),
      m_fit(plainButton(tr("Fit the probe"))),
      m_add(new QPushButton(themedIcon("add-checkpoint"), tr("Add to the study")))
{
    setWindowTitle(tr("Fit a linear probe"));
    auto* what = new QLabel(
        tr("The pre-trained network, frozen, with a classifier of its own on top for the study’s "
           "%1 classes: what fine-tuning is compared with.")
            .arg(m_target.study.classes.size()));
    what->setWordWrap(true);
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
    layout->addWidget(m_form);
    layout->addWidget(m_result);
    layout->addWidget(m_text);
    layout->addStretch();
    layout->addWidget(m_busy, 0, Qt::AlignLeft);
    layout->addLayout(buttons);
    setMinimumWidth(kUsualWidth);
    connect(m_fit, &QPushButton::clicked, this, &ProbeDialog::fit);
    connect(m_busy, &RunStatus::cancelRequested, this, &ProbeDialog::stop);
    connectForm();
}

void ProbeDialog::connectForm()
{
    connect(m_form, &ProbeForm::edited, this, [this] {
        forgetRequest();
        m_isSettled = false;
    });
    connect(m_form, &ProbeForm::lookRequested, this, &ProbeDialog::look);
    connect(m_form, &ProbeForm::choicesForgotten, this, [this] { m_choices = {}; });
    connect(m_form, &ProbeForm::optionsChanged, this, &ProbeDialog::forgetProbe);
}

void ProbeDialog::accept()
{
    const std::string name = m_form->run();
    const std::string problem = nameProblem(m_target.study, name);
    if (problem.empty()) {
        if (m_fitted && m_isSettled && m_startEditing()) {
            write(name);
        }
        return;
    }
    m_text->setText(QString::fromStdString(problem));
    m_text->show();
    growToFit(*this);
    m_form->focusRun();
}

void ProbeDialog::write(const std::string& name, std::optional<OutputKind> outputs)
{
    showBusy(tr("Adding the probe to the study…"));
    m_work.post(
        [this, folder = m_target.folder, study = m_target.study, fitted = *m_fitted, name,
         outputs](const LatestTask::Request& task) {
            auto made = std::make_shared<NewFiles>();
            try {
                const Study after =
                    withProbe(folder, study, fitted.path, *fitted.request, name, *made, outputs);
                task.deliver([this, made, run = after.lineages.back()] {
                    m_files = made;
                    m_run = run;
                    settle({});
                    QDialog::accept();
                });
            } catch (const UndecidedOutputs& open) {
                task.deliver([this, name, open] {
                    settle(QString::fromUtf8(open.what()));
                    if (const auto answer = askForOutputs(m_dialogs, this, open)) {
                        write(name, answer);
                    }
                });
            }
        },
        [this](const QString& why) { settle(why); });
}

void ProbeDialog::reject()
{
    const bool isFitting = !m_isSettled && m_request != nullptr;
    if (isFitting) {
        stop();
    } else if (!m_fitted) {
        QDialog::reject();
    } else {
        askAboutProbe();
    }
}

void ProbeDialog::askAboutProbe()
{
    enum { kAdd, kDiscard };
    const auto answer = m_dialogs.decide(
        this, tr("Keep the probe?"),
        m_probe != nullptr
            ? tr("The probe is fitted, but not in the study yet.")
            : tr("The probe that was fitted, before the fields were changed, is not in the study."),
        {tr("Add to the study"), tr("Discard it"), tr("Back")});
    if (answer == kAdd) {
        accept();
    } else if (answer == kDiscard) {
        discardFitted();
        QDialog::reject();
    }
}

/// What cannot be deleted is offered again.
void ProbeDialog::discardFitted()
{
    if (m_fitted) {
        try {
            endWaiting(m_target.folder, m_fitted->path);
        } catch (const NotWritable& error) {
            m_text->setText(QString::fromUtf8(error.what()));
        }
        m_fitted.reset();
    }
}

void ProbeDialog::forgetRequest()
{
    m_work.drop();
    m_request.reset();
    m_form->showRead({});
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
    m_form->setChoosable(isChoosable);
    m_fit->setEnabled(isChoosable && m_request != nullptr);
}

void ProbeDialog::begin(const QString& what)
{
    forgetProbe();
    showBusy(what);
}

void ProbeDialog::showBusy(const QString& what)
{
    m_isSettled = false;
    m_add->setEnabled(false);
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
    m_add->setEnabled(m_probe != nullptr);
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

std::filesystem::path ProbeDialog::trustedProgram()
{
    const std::filesystem::path model = m_form->model();
    const std::filesystem::path program =
        containerOf(model) == Container::TorchScript ? model : m_form->templateProgram();
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

void ProbeDialog::read(const QString& refused, bool isAnswered)
{
    forgetRequest();
    if (m_form->model().empty()) {
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
        [this, refused, program, study = m_target.study, trust = m_target.trust,
         told = m_form->facts(), model = m_form->model(), training = m_form->training(),
         test = m_form->test(), choices = m_choices](const LatestTask::Request& task) mutable {
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
            requireStanding(study, choices.labels);
            study.labels = withTold(study, choices.labels);
            try {
                auto request = std::make_shared<ProbeRequest>(
                    probeRequest(study, std::move(backbone), training, test,
                                 {.image = choices.imageColumn, .label = choices.columns.label}));
                task.deliver([this, request] { showRequest(request); });
            } catch (const Unclear& question) {
                task.deliver([this, question, refused] { askAbout(question, refused); });
            }
        },
        [this, isAnswered](const QString& why) {
            settle(why);
            if (isAnswered) {
                m_choices = {}; // they led nowhere
                read(why, false);
            }
        });
}

void ProbeDialog::askAbout(const Unclear& question, const QString& refused)
{
    settle(tr("The pictures are read once it is said how they are meant."));
    m_form->offerAskAgain();
    if (answerQuestion(m_dialogs, this, question, m_target.study, m_choices, refused)) {
        read({}, true);
    }
}

void ProbeDialog::showNetwork(const Architecture& network)
{
    m_form->showRead(m_form->templateProgram().empty() ? QString::fromStdString(describe(network))
                                                       : QString::fromStdString(network.name));
    m_form->ask(network.questions);
    QStringList asked;
    for (const NetworkQuestion& question : network.questions) {
        asked.append(tr("%1 Choose above.").arg(QString::fromStdString(question.text)));
    }
    settle((asked + toStringList(remarksOn(network))).join(QLatin1Char('\n')));
}

void ProbeDialog::showRequest(const std::shared_ptr<ProbeRequest>& request)
{
    m_request = request;
    const TrainingPictures& pictures = request->pictures;
    const Architecture network = pictureNetwork(request->backbone);
    m_form->showRead(tr("%1.\n%L2 pictures to train on, %L3 to test on.")
                         .arg(QString::fromStdString(describe(network)))
                         .arg(pictures.train.size())
                         .arg(pictures.test.size()));
    settle(remarks(network, pictures.warnings));
}

void ProbeDialog::fit()
{
    if (!m_startEditing()) {
        settle(tr("The study cannot be edited here just now, so what is fitted could not be kept "
                  "in it."));
        return;
    }
    begin(tr("Features of the pictures…"));
    m_work.post(
        [this, request = m_request, options = m_form->options(), folder = m_target.folder,
         name = m_form->run(), labels = m_choices.labels](const LatestTask::Request& task) {
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
            Fitted fitted{.path = keepProbe(folder, *probe, *request, name),
                          .request = request,
                          .labels = labels};
            task.deliver([this, probe, fitted = std::move(fitted)] {
                discardFitted(); // this one takes its place
                m_fitted = fitted;
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
    settle(remarks(m_probe->architecture, m_probe->warnings));
    m_add->setFocus();
}

} // namespace palimpsest

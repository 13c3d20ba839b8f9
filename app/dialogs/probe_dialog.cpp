// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/probe_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "core/base/error.h"
#include "core/models/architectures/architecture.h"
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
constexpr std::chrono::milliseconds kPause(400);

/// A row of the table of results; nothing where pictures of that kind were not there.
QString rowOf(const QString& what, const std::optional<Fitness>& fitness, std::size_t pictures)
{
    if (!fitness) {
        return {};
    }
    constexpr auto kRow = "<tr><td>%1</td><td align='right'>%L2</td>"
                          "<td align='right'>%L3 %</td><td align='right'>%L4</td></tr>";
    return QString::fromLatin1(kRow)
        .arg(what)
        .arg(pictures)
        .arg(100.0 * fitness->accuracy, 0, 'f', 1)
        .arg(fitness->crossEntropy, 0, 'f', 3);
}

QString tableOf(const Probe& probe)
{
    const QString head = QStringLiteral("<tr><th align='left'>%1</th><th align='right'>%2</th>"
                                        "<th align='right'>%3</th><th align='right'>%4</th></tr>")
                             .arg(ProbeDialog::tr("Pictures"), ProbeDialog::tr("How many"),
                                  ProbeDialog::tr("Right"), ProbeDialog::tr("Cross-entropy, nats"));
    return QStringLiteral("<p>%1</p><table cellpadding='2' cellspacing='4'>%2</table>")
        .arg(ProbeDialog::tr("Fitted on %1 features, with C = %2.")
                 .arg(probe.architecture.head.features)
                 .arg(probe.fit.c),
             head +
                 rowOf(ProbeDialog::tr("training"), probe.fit.train,
                       pictureCount(probe.trainCounts)) +
                 rowOf(ProbeDialog::tr("validation, before it was trained on too"),
                       probe.fit.validation, pictureCount(probe.fit.validationCounts)) +
                 rowOf(ProbeDialog::tr("test"), probe.fit.test, pictureCount(probe.testCounts)));
}

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

ProbeDialog::ProbeDialog(Place place, Dialogs& dialogs, QWidget* parent)
    : QDialog(parent), m_place(std::move(place)), m_dialogs(dialogs), m_model(new QLineEdit),
      m_training(new QLineEdit), m_test(new QLineEdit), m_read(new QLabel), m_share(new QSpinBox),
      m_seed(seedBox(tr("The same seed draws the same validation pictures again"))),
      m_lineage(new QLineEdit(QString::fromStdString(probeLineage(m_place.study)))),
      m_result(new QLabel), m_text(new QLabel),
      m_busy(new RunStatus(tr("Stop; nothing is added to the study"))),
      m_fit(plainButton(tr("Fit the probe"))),
      m_add(new QPushButton(themedIcon("add-checkpoint"), tr("Add to the study")))
{
    setWindowTitle(tr("Fit a linear probe"));
    auto* what = new QLabel(
        tr("The pre-trained network, frozen, with a classifier of its own on top for the study’s "
           "%1 classes: what fine-tuning is compared with.")
            .arg(m_place.study.classes.size()));
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

void ProbeDialog::accept()
{
    const std::string name = m_lineage->text().trimmed().toStdString();
    const std::string problem = nameProblem(m_place.study, name);
    if (problem.empty()) {
        if (m_probe != nullptr && m_isSettled && m_place.startEditing()) {
            write(name);
        }
        return;
    }
    m_text->setText(QString::fromStdString(problem));
    m_text->show();
    growToFit(*this);
    m_lineage->setFocus();
}

void ProbeDialog::write(const std::string& name)
{
    showBusy(tr("Writing the probe into the study…"));
    m_work.post(
        [this, place = m_place, probe = m_probe, request = m_request,
         name](const LatestTask::Request& task) {
            auto made = std::make_shared<NewFiles>();
            const Study after = withProbe(place.folder, place.study, *probe, *request, name, *made);
            task.deliver([this, made, run = after.lineages.back()] {
                m_files = made;
                m_run = run;
                settle({});
                QDialog::accept();
            });
        },
        [this](const QString& why) { settle(why); });
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

void ProbeDialog::look()
{
    forgetRequest();
    if (pathIn(*m_model).empty()) {
        settle({});
        return;
    }
    begin(tr("Reading network and pictures…"));
    m_work.post(
        [this, study = m_place.study, model = pathIn(*m_model), training = pathIn(*m_training),
         test = pathIn(*m_test)](const LatestTask::Request& task) {
            Backbone backbone = readBackbone(model);
            if (training.empty()) {
                task.deliver([this, network = pictureNetwork(backbone)] { showNetwork(network); });
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
    m_read->setText(QString::fromStdString(describe(network)));
    settle({});
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
    m_add->setFocus();
}

} // namespace palimpsest

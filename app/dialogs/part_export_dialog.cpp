// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/part_export_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/format_box.h"
#include "app/jobs/failure_text.h"
#include "core/annotations/format_catalogue.h"
#include "core/base/listed_names.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/counted.h"
#include "widgets/style/string_list.h"
#include "widgets/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(640, 440);

std::vector<std::string> namesOf(const std::vector<std::filesystem::path>& files)
{
    std::vector<std::string> names;
    for (const std::filesystem::path& file : files) {
        names.push_back(file.string());
    }
    return names;
}

} // namespace

PartExportDialog::PartExportDialog(std::filesystem::path folder, Study study, std::size_t shown,
                                   Dialogs& dialogs, QWidget* parent)
    : QDialog(parent), m_folder(std::move(folder)), m_study(std::move(study)), m_shown(shown),
      m_dialogs(dialogs), m_format(formatBox(true)), m_scope(new QComboBox),
      m_samples(new QListWidget), m_to(new QLineEdit), m_text(wrappedLabel("exportText")),
      m_problem(problemLabel()), m_busy(new RunStatus(tr("Stop; what is written stays"))),
      m_write(new QPushButton(themedIcon("export"), tr("Export")))
{
    setWindowTitle(tr("Export parts"));
    m_to->setObjectName("exportFolder");
    m_to->setAccessibleName(tr("Folder for the files"));
    m_problem->setObjectName("exportProblem");
    m_write->setObjectName("writeParts");
    makeSamples();
    layOut();
    connectChoices();
    m_format->setCurrentIndex(0);
}

void PartExportDialog::makeSamples()
{
    m_scope->setObjectName("exportedSamples");
    m_scope->addItem(tr("all that have parts"));
    addEntry(
        *m_scope,
        tr("the one that is shown: %1").arg(QString::fromStdString(m_study.samples[m_shown].id)));
    m_scope->addItem(tr("those that are ticked"));
    m_samples->setObjectName("tickedSamples");
    m_samples->setAccessibleName(tr("Samples to export"));
    for (const Sample& sample : m_study.samples) {
        auto* item = new QListWidgetItem(QString::fromStdString(sample.id), m_samples);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_samples->hide();
}

void PartExportDialog::layOut()
{
    QPushButton* choose = plainButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, &PartExportDialog::chooseFolder);
    auto* form = new QFormLayout;
    form->addRow(tr("Format:"), m_format);
    form->addRow(tr("Samples:"), m_scope);
    form->addRow(QString(), m_samples);
    form->addRow(tr("Folder:"), pathRow(m_to, choose));
    auto* content = new QWidget;
    auto* inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addLayout(form);
    inside->addWidget(m_text);
    inside->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scrolled(content), 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_busy);
    layout->addWidget(acceptButtons(*this, m_write));
    resize(kUsualSize);
}

void PartExportDialog::connectChoices()
{
    connect(m_format, &QComboBox::currentIndexChanged, this, &PartExportDialog::prepare);
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this](int scope) {
        m_samples->setVisible(scope == kTicked);
        prepare();
    });
    connect(m_samples, &QListWidget::itemChanged, this, &PartExportDialog::prepare);
    connect(m_to, &QLineEdit::textChanged, this, &PartExportDialog::showPlan);
    connect(m_busy, &RunStatus::cancelRequested, this, &PartExportDialog::reject);
}

std::filesystem::path PartExportDialog::to() const
{
    return m_to->text().toStdString();
}

void PartExportDialog::chooseFolder()
{
    if (const auto folder =
            m_dialogs.chooseFolder(this, tr("Folder for the files"), m_to->text())) {
        m_to->setText(*folder);
    }
}

/// None stands for all.
std::optional<std::vector<std::size_t>> PartExportDialog::samples() const
{
    switch (m_scope->currentIndex()) {
    case kShown:
        return std::vector{m_shown};
    case kTicked:
        break;
    default:
        return std::nullopt;
    }
    std::vector<std::size_t> ticked;
    for (int row = 0; row < m_samples->count(); ++row) {
        if (m_samples->item(row)->checkState() == Qt::Checked) {
            ticked.push_back(static_cast<std::size_t>(row));
        }
    }
    return ticked;
}

void PartExportDialog::begin(const QString& what)
{
    m_isSettled = false;
    m_write->setEnabled(false);
    m_problem->clear();
    m_busy->setText(what);
    m_busy->setUncertain();
    m_busy->show();
}

void PartExportDialog::settle(const QString& problem)
{
    m_isWriting = false;
    m_busy->hide();
    m_problem->setText(problem);
    m_isSettled = true;
    emit settled();
}

void PartExportDialog::prepare()
{
    m_parts.reset();
    m_text->clear();
    begin(tr("Reading the parts…"));
    m_work.post(
        [this, folder = m_folder, study = m_study, format = chosenFormat(*m_format),
         samples = samples()](const LatestTask::Request& request) {
            auto parts = std::make_shared<const PartExport>(exportedParts(
                folder, study, *format, samples,
                request.progress([this](double share) { m_busy->setProgress(share); })));
            request.deliver([this, parts] {
                m_parts = parts;
                settle({});
                showPlan();
            });
        },
        [this](const QString& why) { settle(why); });
}

/// What would be written where, or why it cannot be.
void PartExportDialog::showPlan()
{
    if (m_parts == nullptr || m_isWriting) {
        return;
    }
    QStringList lines{tr("Parts of %1.").arg(QString::fromStdString(m_parts->summary))};
    lines += toStringList(m_parts->remarks);
    m_problem->clear();
    m_write->setEnabled(false);
    try {
        if (to().is_absolute()) {
            const auto replaced = namesOf(replacedBy(*m_parts, to()));
            if (!replaced.empty()) {
                lines.append(tr("Stands there already: %1.")
                                 .arg(QString::fromStdString(listedNames(replaced))));
            }
            m_write->setEnabled(true);
        } else {
            lines.append(tr("Choose the folder for the files."));
        }
    } catch (...) {
        m_problem->setText(failureText());
    }
    m_text->setText(lines.join(QLatin1Char('\n')));
    const std::size_t count = m_parts->files.size();
    m_write->setText(counted(count, tr("Write 1 file"), tr("Write %1 files")));
}

void PartExportDialog::accept()
{
    if (m_parts == nullptr || !m_isSettled || !m_write->isEnabled()) {
        return;
    }
    try {
        const auto replaced = namesOf(replacedBy(*m_parts, to()));
        if (replaced.empty() ||
            m_dialogs.confirm(this, tr("Replace files?"),
                              tr("In the folder stands already what would be written: %1. Replace "
                                 "it?")
                                  .arg(QString::fromStdString(listedNames(replaced))),
                              tr("Replace"), EnterMeans::No)) {
            write();
        }
    } catch (...) {
        settle(failureText());
    }
}

void PartExportDialog::write()
{
    begin(tr("Writing…"));
    m_isWriting = true;
    m_work.post(
        [this, parts = m_parts, to = to()](const LatestTask::Request& request) {
            writeExport(*parts, to,
                        request.progress([this](double share) { m_busy->setProgress(share); }));
            request.deliver([this] {
                settle({});
                QDialog::accept();
            });
        },
        [this](const QString& why) {
            settle(why);
            m_write->setEnabled(true);
        });
}

void PartExportDialog::reject()
{
    if (!m_isWriting) {
        QDialog::reject();
        return;
    }
    m_work.drop();
    settle(tr("Stopped. Files that were written stay in the folder."));
    m_write->setEnabled(true);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/preparation_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/preprocessing_form.h"
#include "core/base/error.h"
#include "core/pictures/image.h"
#include "core/setup/network_demands.h"
#include "core/setup/new_preprocessing.h"
#include "core/setup/picture_evidence.h"
#include "core/study/accuracy_sets.h"
#include "core/study/own_files.h"
#include "core/units/probe_differences.h"
#include "widgets/style/counted.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace palimpsest {

namespace {

constexpr int kUsualWidth = 680;

} // namespace

PreparationDialog::PreparationDialog(std::filesystem::path folder, Study study, Dialogs& dialogs,
                                     QWidget* parent)
    : QDialog(parent), m_folder(std::move(folder)), m_study(std::move(study)),
      m_form(new PreprocessingForm(dialogs)), m_problem(problemLabel())
{
    setWindowTitle(tr("How pictures are prepared"));
    auto* cost = new QLabel(tr(
        "Another preparation makes all stored values stale: they have to be extracted again. "
        "Parts are carried from what the models see now to the stored pictures, and from there "
        "to what they will see. Choosing a scheme replaces the mean and standard deviation of the "
        "study, too: torchvision's and timm's are those of ImageNet."));
    cost->setWordWrap(true);
    m_problem->setObjectName("preparationProblem");
    auto* change = new QPushButton(tr("Change the preparation"));
    change->setObjectName("changePreparation");
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_form);
    layout->addWidget(cost);
    layout->addWidget(m_problem);
    layout->addWidget(acceptButtons(*this, change));
    setMinimumWidth(kUsualWidth);
    m_form->setPreprocessing(m_study.preprocessing);
    clearOnceEdited(*m_problem, *m_form);
    try {
        if (!m_study.samples.empty()) {
            const Sample& first = m_study.samples.front();
            m_form->showEvidence(evidenceOf(m_folder, m_study));
            m_form->setPicture(readImage(ownFile(m_folder, first.image), 3),
                               QString::fromStdString(first.id));
        }
    } catch (const Error& error) {
        m_problem->setText(QString::fromUtf8(error.what()));
    }
}

void PreparationDialog::accept()
{
    try {
        m_prepared = preparedAnew(m_study, m_form->preprocessing());
        const Baseline& baseline = m_study.settings.baseline;
        if (baseline.kind == BaselineKind::Colour &&
            m_prepared.preprocessing.channels() != m_study.preprocessing.channels()) {
            m_prepared.settings.baseline = {}; // a colour of as many channels as there are no more
            m_prepared.settings.asksBaseline = true;
        }
        requireNetworksFor(m_prepared, m_folder, m_study);
        m_untried = untriedPrograms(m_prepared.preprocessing, m_folder, m_study);
        m_probes = preparationDifferences(m_folder, m_prepared);
        m_parts = partsUnder(m_prepared.preprocessing, m_folder, m_study);
        QDialog::accept();
    } catch (const Error& error) {
        m_problem->setText(QString::fromUtf8(error.what()));
        growToFit(*this);
    }
}

} // namespace palimpsest

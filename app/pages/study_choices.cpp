// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_choices.h"

#include "app/dialogs/baseline_dialog.h"
#include "app/dialogs/preparation_dialog.h"
#include "app/pages/settings_panel.h"
#include "core/setup/flat_background.h"
#include "core/setup/network_demands.h"
#include "core/setup/sample_setup.h"
#include "core/study/accuracy_sets.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace palimpsest {

StudyChoices::StudyChoices(StudySession& session, Dialogs& dialogs, QWidget* page)
    : PageEditor(session, dialogs, page), m_panel(new QWidget),
      m_settings(new SettingsPanel(dialogs)),
      m_prepare(new QPushButton(tr("Prepare pictures otherwise…")))
{
    auto* layout = new QVBoxLayout(m_panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_settings);
    layout->addWidget(m_prepare);
    m_prepare->setObjectName("preparePictures");
    m_prepare->setToolTip(tr("Size, cropping and normalisation of what the models see. Parts go "
                             "along; stored values become stale."));
    connect(m_prepare, &QPushButton::clicked, this, &StudyChoices::preparePictures);
    connect(m_settings, &SettingsPanel::edited, this, &StudyChoices::changeSettings);
    connect(&session, &StudySession::opened, this, &StudyChoices::show);
    connect(&session, &StudySession::studyChanged, this, &StudyChoices::show);
    connect(&session, &StudySession::settingsChanged, this, &StudyChoices::show);
    show();
}

void StudyChoices::show()
{
    if (session().document() != nullptr) {
        m_settings->setStudy(session().study());
        m_prepare->setVisible(sampleSetup(session().study()).takesPreprocessing());
    }
}

void StudyChoices::changeSettings(const StudySettings& settings, const QString& what)
{
    begin(Attempt::ChangeSettings);
    const bool isChanged = change(what, [&](const Study& before) {
        Study after = before;
        after.settings = settings;
        requireNetworksFor(after, session().document()->folder(), before);
        return after;
    });
    if (!isChanged) {
        m_settings->setStudy(session().study());
    }
}

void StudyChoices::preparePictures()
{
    begin(Attempt::PreparePictures);
    StudyDocument& document = *session().document();
    if (!document.save()) {
        return; // it has said why, and parts are carried from what is saved
    }
    PreparationDialog dialog(document.folder(), session().study(), dialogs(), page());
    if (dialogs().show(dialog)) {
        const Study before = session().study();
        document.changePreparation(dialog.prepared(), dialog.parts(),
                                   tr("change of the preparation"));
        if (session().study() == before) {
            return; // nothing was changed, or it was refused, which was said
        }
        if (const auto outdated = outdatedAccuracies(session().study()); !outdated.empty()) {
            emit warned(QString::fromStdString(outdated), Attempt::MeasureAccuracies);
        }
        if (!dialog.untried().empty()) {
            warnOf(QString::fromStdString(dialog.untried()));
        }
        askForBaseline(); // its colour is another in other pixels
    }
}

bool StudyChoices::askForBaseline()
{
    const auto question = baselineQuestion(session().document()->folder(), session().study());
    if (!question) {
        return true;
    }
    BaselineDialog dialog(*question, session().study(), page());
    const bool isChosen = dialogs().show(dialog);
    if (isChosen) {
        begin(Attempt::ChangeSettings);
        change(tr("choice of the baseline"), [&](const Study& before) {
            Study after = before;
            after.settings.baseline = dialog.baseline();
            after.settings.asksBaseline = false;
            return after;
        });
    }
    return isChosen;
}

} // namespace palimpsest

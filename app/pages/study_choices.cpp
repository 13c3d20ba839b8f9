// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_choices.h"

#include "app/dialogs/baseline_dialog.h"
#include "app/dialogs/preparation_dialog.h"
#include "app/pages/settings_panel.h"
#include "core/base/error.h"
#include "core/samples/word_pieces.h"
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
      m_prepare(new QPushButton(tr("Prepare pictures otherwise…"))),
      m_cut(new QPushButton(tr("Length of sentences…")))
{
    auto* layout = new QVBoxLayout(m_panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_settings);
    layout->addWidget(m_prepare);
    m_prepare->setObjectName("preparePictures");
    m_prepare->setToolTip(tr("Size, cropping and normalisation of what the models see. Parts go "
                             "along; stored values become stale."));
    connect(m_prepare, &QPushButton::clicked, this, &StudyChoices::preparePictures);
    layout->addWidget(m_cut);
    m_cut->setObjectName("cutSentences");
    m_cut->setToolTip(tr("At how many tokens sentences are cut. Values of those that are cut "
                         "elsewhere then become stale."));
    connect(m_cut, &QPushButton::clicked, this, &StudyChoices::cutSentences);
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
        const bool arePictures = sampleSetup(session().study()).takesPreprocessing();
        m_prepare->setVisible(arePictures);
        m_cut->setVisible(!arePictures);
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
        for (const std::string& probe : dialog.probes()) {
            warnOf(QString::fromStdString(probe));
        }
        askForBaseline(); // its colour is another in other pixels
    }
}

void StudyChoices::cutSentences()
{
    begin(Attempt::ChangeSettings);
    StudyDocument& document = *session().document();
    const Study before = session().study();
    const auto cut = [&](const QString& text) {
        bool isNumber = false;
        const std::size_t tokens = text.toULongLong(&isNumber);
        if (!isNumber || tokens < kShortestSentence || tokens > kLongestSentence) {
            throw BadInput("It must be a whole number from " + std::to_string(kShortestSentence) +
                           " to " + std::to_string(kLongestSentence) + ".");
        }
        Study after = cutAt(before, tokens);
        requireNetworksFor(after, document.folder(), before);
        return after;
    };
    const std::size_t now = before.tokenisation->options.maximumLength;
    const auto text = dialogs().askText(
        page(), tr("Length of sentences"),
        tr("The most tokens of a sentence, [CLS] and [SEP] included; what is longer is cut there. "
           "Another length makes stored values stale of sentences that are then cut elsewhere: "
           "they have to be extracted again. Accuracies stay as they were measured."),
        QString::number(now),
        [&](const QString& wanted) { return problemOf([&] { cut(wanted); }); });
    if (text && problemOf([&] { cut(*text); }).isEmpty()) {
        document.changePreparation(cut(*text), {}, tr("change of the length of sentences"));
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

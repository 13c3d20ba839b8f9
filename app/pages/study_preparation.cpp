// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/baseline_dialog.h"
#include "app/dialogs/preparation_dialog.h"
#include "app/pages/preview_panel.h"
#include "app/pages/run_panel.h"
#include "app/pages/settings_panel.h"
#include "app/pages/study_page.h"
#include "core/setup/flat_background.h"

#include <QGroupBox>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

// The settings of a study, how its pictures are prepared, and what hides their parts.

namespace palimpsest {

namespace {

constexpr int kLeastSideWidth = 332;

} // namespace

QWidget* StudyPage::makeSidePane()
{
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(4, 14, 10, 12);
    layout->setSpacing(14);
    const auto addBox = [&](const QString& title, QWidget* content) {
        auto* box = new QGroupBox(title);
        (new QVBoxLayout(box))->addWidget(content);
        layout->addWidget(box);
    };
    addBox(tr("Values"), m_run);
    layout->addWidget(m_preview); // above what it shows the effect of, to be seen beside it
    auto* settings = new QWidget;
    auto* settingsLayout = new QVBoxLayout(settings);
    settingsLayout->setContentsMargins(0, 0, 0, 0);
    settingsLayout->addWidget(m_settings);
    settingsLayout->addWidget(m_prepare);
    m_prepare->setObjectName("preparePictures");
    m_prepare->setToolTip(tr("Size, cropping and normalisation of what the models see. Parts go "
                             "along; stored values become stale."));
    connect(m_prepare, &QPushButton::clicked, this, &StudyPage::preparePictures);
    addBox(tr("Settings"), settings);
    layout->addStretch();
    connect(m_settings, &SettingsPanel::edited, this,
            [this](const StudySettings& settings, const QString& what) {
                begin(Attempt::ChangeSettings);
                change(what, [&](const Study& before) {
                    Study after = before;
                    after.settings = settings;
                    return after;
                });
            });
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(side);
    // It does not scroll sideways, so that no text may need more.
    const int needed = side->minimumSizeHint().width() +
                       scroll->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, scroll);
    scroll->setFixedWidth(std::max(kLeastSideWidth, needed));
    return scroll;
}

void StudyPage::preparePictures()
{
    StudyDocument& document = *m_session.document();
    if (!document.save()) {
        return; // it has said why, and parts are carried from what is saved
    }
    PreparationDialog dialog(document.folder(), m_session.study(), m_dialogs, this);
    if (m_dialogs.show(dialog)) {
        document.changePreparation(dialog.prepared(), dialog.parts(),
                                   tr("change of the preparation"));
        askForBaseline(); // its colour is another in other pixels
    }
}

bool StudyPage::askForBaseline()
{
    const auto question = baselineQuestion(m_session.document()->folder(), m_session.study());
    if (!question) {
        return true;
    }
    BaselineDialog dialog(*question, m_session.study(), this);
    const bool isChosen = m_dialogs.show(dialog);
    if (isChosen) {
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

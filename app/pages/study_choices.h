// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/page_editor.h"

class QPushButton;

namespace palimpsest {

class SettingsPanel;

/// What is decided for a study as a whole: its settings, how its pictures are prepared, and what
/// hides their parts.
class StudyChoices : public PageEditor
{
    Q_OBJECT

public:
    StudyChoices(StudySession& session, Dialogs& dialogs, QWidget* page);

    /// The settings and the button below them, for the page to place.
    QWidget* panel() const { return m_panel; }

    /// Asks where pictures make the baseline matter and nobody has chosen it; false when it stays
    /// open.
    bool askForBaseline();

    /// Another way to prepare pictures; their parts go along.
    void preparePictures();

    /// Another number of tokens at which sentences are cut.
    void cutSentences();

private:
    void show();
    void changeSettings(const StudySettings& settings, const QString& what);

    QWidget* m_panel;
    SettingsPanel* m_settings;
    QPushButton* m_prepare; ///< pictures
    QPushButton* m_cut;     ///< sentences
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "widgets/canvas/parts_look.h"
#include "widgets/commands/action_groups.h"

#include <QWidget>

#include <memory>
#include <string>
#include <vector>

class QAction;
class QLabel;
class QStackedWidget;

namespace palimpsest {

class HiddenPreview;
class PartChoice;
class PartCommands;
class PartCopying;
class PartEditor;
class PartLists;
class PartSamples;
class PartSetEdits;
class PartsLock;
class PartsPanel;
class SampleListModel;
class SliverGiving;
class TypedLetters;
struct SampleProblem;

/// Where parts are made: the samples, the editor of their kind, and the list of parts.
class PartsPage : public QWidget
{
    Q_OBJECT

public:
    PartsPage(StudySession& session, SampleListModel& samples, Dialogs& dialogs,
              QWidget* parent = nullptr);
    ~PartsPage() override;

    /// What the menu offers.
    std::vector<ActionGroup> menuGroups() const;

    /// Lets the parts of the chosen sample be changed, or locks them again.
    QAction* unlockAction() const;

    PartChoice& choice() { return *m_choice; }
    PartSamples& samples();

    /// Whether an edit is begun and not finished, whose last step can be taken back.
    bool isDrawing() const;
    void takeBackStep();
    bool hasTakenBack() const; ///< a step that can be brought back
    void bringBackStep();

    void setLook(const PartsLook& look); ///< of parts on pictures

signals:
    void statusText(const QString& text);
    void refused(const QString& why);
    void noticed(const QString& what);
    /// Parts of samples were changed together; undo on `sampleId`, one of them, takes all back.
    void changedTogether(const QString& what, const std::string& sampleId);
    void lockRefused(const QString& why); ///< of the chosen sample; unlocking it would help
    void samplesRequested();
    void drawingStateChanged(); ///< isDrawing() or hasTakenBack()
    void lookChanged(const palimpsest::PartsLook& look);

private:
    QWidget* makeTable();
    QWidget* makeMiddle();
    void connectSession();
    void connectPanel();
    void connectProblems();
    void goTo(const SampleProblem& problem);
    void connectEditor(PartEditor& editor);
    void addPart();
    void rename(int part, const QString& name);
    void showSample();
    void showEditor();
    void showSheet();
    void followLock();
    void recolour(int part);

    StudySession& m_session;
    Dialogs& m_dialogs;
    PartLists* m_lists;
    PartsPanel* m_panel;
    PartSetEdits* m_sets;
    PartChoice* m_choice;
    PartCopying* m_copying;
    QAction* m_editSets;
    HiddenPreview* m_preview;
    PartsLock* m_lock;
    SliverGiving* m_slivers;
    std::vector<PartEditor*> m_editors; ///< one per kind of sample
    PartEditor* m_editor;               ///< the one that is shown
    std::unique_ptr<PartCommands> m_commands;
    QLabel* m_problem;
    QStackedWidget* m_stack;
    TypedLetters* m_letters;
    std::string m_shownSample; ///< its id
};

} // namespace palimpsest

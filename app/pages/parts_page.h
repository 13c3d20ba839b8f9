// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "widgets/canvas/drawing_bar.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/canvas/word_chips.h"

#include <QWidget>

#include <functional>
#include <map>
#include <set>
#include <string>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolBar;

namespace palimpsest {

class PartsPanel;
class SampleListModel;

/// Where parts are made: the samples; the canvas with its tools, or the words of a sentence; and
/// the list of parts.
class PartsPage : public QWidget
{
    Q_OBJECT

public:
    PartsPage(StudySession& session, SampleListModel& samples, Dialogs& dialogs,
              QWidget* parent = nullptr);

    PartsCanvas& canvas() { return *m_canvas; }
    WordChips& words() { return *m_words; }

    /// What the menu offers; they act on this page.
    const QList<QAction*>& toolActions() const { return m_toolBar->toolActions(); }
    const QList<QAction*>& shapeActions() const { return m_shapeActions; }
    const QList<QAction*>& wordActions() const { return m_wordActions; }
    QList<QAction*> partActions() const;
    /// One more action that is of use where samples are pictures.
    void addPictureAction(QAction* action);
    QAction* unlockAction() const { return m_unlock; }

    /// Part `number` (from 0) becomes the one that is drawn, or gets the selected words.
    void usePart(int number);

signals:
    void statusText(const QString& text);
    void refused(const QString& why);
    void samplesRequested();

private:
    using DrawingEdit = std::function<Drawing(const Drawing&)>;
    using WordsEdit =
        std::function<SentenceParts(const TokenisedSentence& sentence, const SentenceParts&)>;

    QLayout* makeMiddle();
    QToolBar* makeWordBar();
    void makeUnlock();
    void makeShapeActions();
    QAction* addWordAction(const char* id, const QString& shortText, const QString& tip,
                           const std::function<void()>& run);
    void connectCanvas();
    void connectWords();
    void connectPanel();
    void choosePart(int number);
    void showSample();
    void keepOutline();
    void resumeOutline();
    void showDrawing();
    void showKind();
    void updateLock();
    bool hasSample() const;
    bool hasWords() const;
    bool mayHaveValues() const;
    bool isLocked() const;
    void refuseLocked();
    const Drawing& drawing();
    void change(const QString& what, const DrawingEdit& edit);
    void changeWords(const QString& what, const WordsEdit& edit);
    void change(const QString& what, const DrawingEdit& edit, const WordsEdit& ofWords);
    void makeOnePart();
    void addPart();
    void recolour(int part);

    StudySession& m_session;
    Dialogs& m_dialogs;
    PartsCanvas* m_canvas;
    WordChips* m_words;
    PartsPanel* m_panel;
    DrawingBar* m_toolBar;
    QToolBar* m_wordBar;
    QLabel* m_wordHint;
    QWidget* m_lockBar;
    QLabel* m_lockText;
    QPushButton* m_unlockButton;
    QLabel* m_problem;
    QStackedWidget* m_stack;
    QList<QAction*> m_shapeActions;
    QList<QAction*> m_pictureActions;
    QList<QAction*> m_wordActions;
    QList<QAction*> m_selectionActions; ///< of words, that need a selection
    QAction* m_unlock;
    std::string m_shownSample;                           ///< its id
    std::map<std::string, int> m_currentPart;            ///< by sample id
    std::map<std::string, UnfinishedOutline> m_outlines; ///< by sample id
    std::set<std::string> m_unlocked;                    ///< ids of samples that may be redrawn
};

} // namespace palimpsest

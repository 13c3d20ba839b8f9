// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/samples/sentence_parts.h"

#include <QWidget>

#include <array>

class QAction;
class QLabel;
class QMenu;
class QTableView;
class QToolButton;

namespace palimpsest {

class IconLabel;
class PartListModel;

/// The list of parts with what can be done to them. Everything is an intent; the panel shows the
/// drawing, or the parts of a sentence, that it was given.
class PartsPanel : public QWidget
{
    Q_OBJECT

public:
    enum class Command { New, Merge, Delete, Rename, Recolour, Up, Down };

    explicit PartsPanel(QWidget* parent = nullptr);

    /// `map` is what models see of it.
    void setDrawing(const Drawing& drawing, const LabelMap& map);

    /// `parts` are of `sentence`.
    void setWords(const TokenisedSentence& sentence, const SentenceParts& parts);

    /// Whether the background counts as one more part where there is any.
    void setBackgroundCounted(bool counted);

    /// −1 for none.
    void setCurrentPart(int part);
    int currentPart() const { return m_currentPart; }

    /// Locked parts can still be merged, deleted, moved, renamed and recoloured: their values
    /// follow. A new one cannot be drawn; trying emits lockedEdit.
    void setLocked(bool locked);

    /// For menus. Keys of the list work while the panel has the focus, the others while it is seen.
    QAction* action(Command command) const;

public slots:
    /// Lets the name of the current part be edited in the list.
    void editName();
    /// What is being typed becomes the name, as when its field is left, or is dropped, as that of a
    /// part which is no longer shown.
    void commitName();
    void giveUpName();

signals:
    void partChosen(int part);
    void partAdded();
    void renameRequested(int part, const QString& name);
    void recolourRequested(int part); ///< the colour is still to be asked for
    void moveRequested(int from, int to);
    void mergeRequested(int from, int into);
    void deleteRequested(int part);
    void lockedEdit();

protected:
    void changeEvent(QEvent* event) override;

private:
    QLayout* makeButtons();
    void makeAction(Command command, const char* id);
    void makeView();
    void run(Command command);
    void showMergeMenu();
    void selectionChanged();
    void refresh();
    void refreshNotes();
    void rowsShown();

    QString m_covered;       ///< "12 % of the picture", "5 of 12 words"
    bool m_hasRest = false;  ///< something belongs to no part
    bool m_hasWords = false; ///< a sentence is shown
    int m_currentPart = -1;
    bool m_isLocked = false;
    bool m_isBackgroundCounted = false;
    bool m_isShowing = false; ///< what is selected comes from outside

    PartListModel* m_model;
    QTableView* m_view;
    std::array<QAction*, 7> m_actions = {};
    QMenu* m_mergeMenu;
    QToolButton* m_mergeButton = nullptr;
    QLabel* m_summary;
    IconLabel* m_warningIcon;
    QLabel* m_warning;
    IconLabel* m_lockIcon;
    QLabel* m_lock;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/part_names.h"
#include "core/samples/sentence_parts.h"

#include <QWidget>

#include <array>
#include <optional>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QTableView;
class QToolButton;

namespace palimpsest {

class PartListModel;
class PartNameDelegate;
class PartNotes;

/// The list of parts with what can be done to them, and what of a part set is missing. Everything
/// is an intent; the panel shows the drawing, or the parts of a sentence, that it was given.
class PartsPanel : public QWidget
{
    Q_OBJECT

public:
    enum class Command { New, Merge, Delete, Rename, Recolour, Up, Down, AddToSet };

    explicit PartsPanel(QWidget* parent = nullptr);

    /// `map` is what models see of it.
    void setDrawing(const Drawing& drawing, const LabelMap& map);

    /// What models would see, with the missing, once what a tool shows is kept; or none.
    void setPreview(std::optional<LabelMap> map);

    /// `parts` are of `sentence`.
    void setWords(const TokenisedSentence& sentence, const SentenceParts& parts);

    /// The part set of the sample; none where there is none.
    void setNames(const std::optional<PartNames>& set);

    /// Whether the background counts as one more part where there is any.
    void setBackgroundCounted(bool counted);

    /// −1 for none.
    void setCurrentPart(int part);
    int currentPart() const { return m_currentPart; }
    /// Chooses a missing one by its place in the set.
    void setMissingPart(int entry);

    /// Locked parts can still be merged, deleted, moved, renamed and recoloured: their values
    /// follow. A new one cannot be drawn; trying emits lockedEdit.
    void setLocked(bool locked);

    /// For menus. Keys of the list work while the panel has the focus, the others while it is seen.
    QAction* action(Command command) const;

public slots:
    /// Lets the name of the current part be edited in the list.
    void editName();
    /// What Enter has just taken from the field was refused: it opens again and holds that, so that
    /// what is typed next is no command.
    void askNameAgain(const QString& refused);
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
    void missingChosen(int entry);             ///< of the set
    void entryMoveRequested(int from, int to); ///< in the set
    /// The chosen part, or with −1 all that are in no set, are to stand in it.
    void addToSetRequested(int part);
    void setsRequested(); ///< all that can be done to part sets

private:
    QLayout* makeSetRow();
    QLayout* makeButtons();
    void makeAction(Command command, const char* id);
    void makeView();
    void run(Command command);
    void showMergeMenu();
    void selectionChanged();
    void choose(int row);
    int currentRow() const;
    void refresh();
    void refreshSet();
    void refreshNotes();
    void rowsShown();

    int m_currentPart = -1;
    int m_missing = -1;       ///< the entry of the set that is chosen, where it is missing
    bool m_isShowing = false; ///< what is selected comes from outside

    PartListModel* m_model;
    QTableView* m_view;
    PartNameDelegate* m_delegate;
    std::array<QAction*, 8> m_actions = {};
    QMenu* m_mergeMenu;
    QToolButton* m_mergeButton = nullptr;
    QLabel* m_setName;
    QPushButton* m_addToSet;
    PartNotes* m_notes;
};

} // namespace palimpsest

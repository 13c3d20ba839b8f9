// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence_parts.h"

#include <QListView>

#include <cstddef>
#include <vector>

namespace palimpsest {

class WordChipDelegate;
class WordListModel;

/// The words of a sentence as chips, set in lines. Clicking, dragging and the arrows select words;
/// it shows the parts it was given and never changes them.
class WordChips : public QListView
{
    Q_OBJECT

public:
    explicit WordChips(QWidget* parent = nullptr);

    /// `parts` are of `sentence`. What is selected stays while the sentence does.
    void setWords(const TokenisedSentence& sentence, const SentenceParts& parts);

    /// The part that is highlighted; −1 for none.
    void setCurrentPart(int part);

    /// Positions of the selected words, ascending.
    std::vector<std::size_t> selectedWords() const;

    /// The part of the word that the keyboard is at; −1 for none.
    int partAtCursor() const;

    void doItemsLayout() override;
    QRect visualRect(const QModelIndex& index) const override;
    QModelIndex indexAt(const QPoint& position) const override;

signals:
    void selectedWordsChanged();
    void partChosen(int part);         ///< that of the word one went to
    void renameRequested(int part);    ///< by a double click; −1 for a word of no part
    void pointed(const QString& what); ///< what is under the pointer, or empty

protected:
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers keys) override;
    void selectionChanged(const QItemSelection& selected,
                          const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyboardSearch(const QString& text) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::vector<int> roomBehindWords() const;
    int wordNear(QPoint position) const;
    int wordInLine(int from, int lines) const;
    int endOfLine(int word, int step) const;

    WordListModel* m_words;
    WordChipDelegate* m_delegate;
};

} // namespace palimpsest

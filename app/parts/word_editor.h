// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parts/part_editor.h"
#include "widgets/canvas/word_chips.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Parts of a sentence: its words are selected, and become a part or belong to none.
class WordEditor : public PartEditor
{
    Q_OBJECT

public:
    WordEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel, QObject* parent);

    QWidget* bar() const override { return m_bar; }
    QWidget* area() const override { return m_area; }
    LockTexts lockTexts() const override;
    std::vector<ActionGroup> editGroups() const override { return {{{}, {m_actions}}}; }
    QList<QAction*> actionsAt(bool /*isOnPart*/) const override { return m_actions; }
    /// The list of words has gone there with the button of the mouse.
    bool choosePartAt(const QPoint& place) override;

    void showParts() override;
    void followLock() override;

    std::vector<std::string> partNames() const override;
    QColor colourOf(int part) const override;
    void setCurrentPart(int part) override;
    void setMissingPart(const PartStyle& look) override;
    /// It gets the selected words, if there are any.
    void usePart(int part) override;
    void useMissingPart() override;

    /// Of the selected words.
    void addPart() override;
    void rename(int part, const PartStyle& look) override;
    void recolour(int part, const QColor& colour) override;
    void move(int from, int to) override;
    void merge(int from, int into) override;
    void remove(int part) override;

    bool takesGhosts() const override { return true; }
    void layGhost(std::size_t from) override;

private:
    using Words = std::vector<std::size_t>;
    using Edit =
        std::function<SentenceParts(const TokenisedSentence& sentence, const SentenceParts&)>;
    using EditOfWords = SentenceParts (*)(const TokenisedSentence&, SentenceParts, const Words&);

    QAction* addAction(const char* id, const QString& shortText, const QString& tip,
                       const std::function<void()>& run);
    void addActions();
    QWidget* makeBar();
    QWidget* makeArea();
    void connectWords();
    void change(const QString& what, const Edit& edit);
    void changeSelected(const QString& what, EditOfWords edit);

    WordChips* m_words;
    std::optional<PartStyle> m_missing; ///< the part that is made next
    QList<QAction*> m_actions;
    QList<QAction*> m_selectionActions; ///< those that need a selection
    QWidget* m_bar;
    QWidget* m_area;
};

} // namespace palimpsest

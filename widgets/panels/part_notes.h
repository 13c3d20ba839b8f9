// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/label_map.h"
#include "core/samples/sentence_parts.h"

#include <QString>
#include <QWidget>

#include <optional>

class QLabel;

namespace palimpsest {

class IconLabel;

/// What a list of parts amounts to.
struct PartFacts
{
    int parts = 0;
    int missing = 0;              ///< of the part set, and not previewed either
    std::optional<int> previewed; ///< would have a pixel once what a tool shows is kept
    int empty = 0;                ///< without a pixel
    QString covered;              ///< "12 % of the picture", "5 of 12 words"
    bool hasRest = false;         ///< something belongs to no part
    bool hasWords = false;        ///< they are of a sentence
    bool isLocked = false;        ///< values of them are stored
    bool countsRest = false;      ///< the background is one more part where there is any
};

/// Says below a list of parts what it amounts to, what is wrong with that, and what locked parts
/// can still be used for.
class PartNotes : public QWidget
{
    Q_OBJECT

public:
    explicit PartNotes(QWidget* parent = nullptr);

    /// What a drawing covers; `map` is what models see of it.
    void setDrawing(const Drawing& drawing, const LabelMap& map);
    /// What parts of a sentence cover.
    void setWords(const TokenisedSentence& sentence, const SentenceParts& parts);
    void setFacts(const PartFacts& facts);
    const PartFacts& facts() const { return m_facts; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    QString summary(int count) const;

    PartFacts m_facts;
    QLabel* m_summary;
    IconLabel* m_warningIcon;
    QLabel* m_warning;
    IconLabel* m_lockIcon;
    QLabel* m_lock;
};

} // namespace palimpsest

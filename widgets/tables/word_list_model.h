// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence_parts.h"

#include <QAbstractListModel>
#include <QStringList>

#include <vector>

namespace palimpsest {

/// The words of a sentence in reading order, each with its part and with the tokens it is cut into.
class WordListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        PiecesRole = Qt::UserRole, ///< tokens, as one text; empty where the model reads none
        PartRole,                  ///< its number, or −1
        ColourRole,                ///< of the part
        SpaceRole,                 ///< whether white space stands in front
        JoinedRole,                ///< whether no line may begin with it
    };

    using QAbstractListModel::QAbstractListModel;

    /// `parts` are of `sentence`. Rows of a sentence that stays keep what is selected.
    void setWords(const TokenisedSentence& sentence, const SentenceParts& parts);

    /// −1 for none.
    int partOf(int word) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    bool hasSpace(int word) const;
    QString described(int word) const;
    QString spoken(int word) const;
    bool isRead(int word) const { return !m_pieces[static_cast<std::size_t>(word)].isEmpty(); }

    TokenisedSentence m_sentence;
    SentenceParts m_parts;
    std::vector<QStringList> m_pieces; ///< of each word
    std::vector<int> m_owners;         ///< part of each word, or −1
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/word_list_model.h"

#include "core/samples/sentence_edits.h"
#include "widgets/style/part_colours.h"
#include "widgets/style/plain_text.h"

#include <algorithm>

namespace palimpsest {

namespace {

/// A token as its vocabulary has it, or its number where nobody knows.
QString pieceText(const Token& token)
{
    return token.piece.empty() ? QString::number(token.id) : QString::fromStdString(token.piece);
}

/// A full stop, a comma, a closing bracket or the like.
bool endsWhatIsBefore(const std::string& word)
{
    const QString text = QString::fromStdString(word);
    return std::ranges::all_of(text, [](QChar letter) {
        return letter.isPunct() && letter.category() != QChar::Punctuation_Open &&
               letter.category() != QChar::Punctuation_InitialQuote;
    });
}

} // namespace

void WordListModel::setWords(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    const bool isSame = sentence == m_sentence;
    if (!isSame) {
        beginResetModel();
        m_sentence = sentence;
        m_pieces.clear();
        for (const auto& tokens : tokensOfWords(sentence)) {
            QStringList pieces;
            for (const std::size_t token : tokens) {
                pieces.append(pieceText(sentence.tokens[token]));
            }
            m_pieces.push_back(pieces);
        }
    }
    m_parts = parts;
    m_owners = partsOfWords(sentence, parts);
    if (!isSame) {
        endResetModel();
    } else if (rowCount() > 0) {
        emit dataChanged(index(0), index(rowCount() - 1));
    }
}

int WordListModel::partOf(int word) const
{
    return word >= 0 && word < rowCount() ? m_owners[static_cast<std::size_t>(word)] : -1;
}

int WordListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sentence.words.size());
}

bool WordListModel::hasSpace(int word) const
{
    const auto here = static_cast<std::size_t>(word);
    return word > 0 && m_sentence.words[here].begin > m_sentence.words[here - 1].end;
}

/// For the eye: "part 2: charming film\npieces: charm ##ing".
QString WordListModel::described(int word) const
{
    if (!isRead(word)) {
        return tr("The model does not read this word: the sentence is too long for it.");
    }
    const int part = partOf(word);
    const QString belongs =
        part < 0
            ? tr("in no part: always present")
            : tr("part %1: %2")
                  .arg(part + 1)
                  .arg(QString::fromStdString(m_parts.parts[static_cast<std::size_t>(part)].label));
    return tr("%1\npieces: %2")
        .arg(belongs, m_pieces[static_cast<std::size_t>(word)].join(QLatin1Char(' ')));
}

/// For the ear.
QString WordListModel::spoken(int word) const
{
    return QString::fromStdString(m_sentence.words[static_cast<std::size_t>(word)].text) +
           QStringLiteral(", ") + described(word).replace(QLatin1Char('\n'), QStringLiteral(", "));
}

QVariant WordListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int row = index.row();
    const auto word = static_cast<std::size_t>(row);
    const int part = m_owners[word];
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(m_sentence.words[word].text);
    case Qt::ToolTipRole:
        return plainTip(described(row));
    case Qt::AccessibleTextRole:
        return spoken(row);
    case PiecesRole:
        return m_pieces[word].join(QLatin1Char(' '));
    case PartRole:
        return part;
    case ColourRole:
        return part < 0 ? QVariant()
                        : partColour(m_parts.parts[static_cast<std::size_t>(part)], part);
    case SpaceRole:
        return hasSpace(row);
    case JoinedRole:
        return row > 0 && (!hasSpace(row) || endsWhatIsBefore(m_sentence.words[word].text));
    default:
        return {};
    }
}

Qt::ItemFlags WordListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return isRead(index.row()) ? flags | Qt::ItemIsSelectable : flags;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

#include <utility>
#include <vector>

class QItemSelectionModel;

namespace palimpsest {

/// A word of a WordListModel as a chip in the colour of its part, with the tokens of the word in
/// small type below. Chips of neighbours in one part are one; words of no part stand plain. Sizes
/// do not depend on the parts, so that an edit moves nothing.
class WordChipDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Its chips get a stronger outline; −1 for none.
    void setCurrentPart(int part) { m_currentPart = part; }

    /// What is selected, to draw neighbours that are as one run.
    void setSelection(const QItemSelectionModel* selection) { m_selection = selection; }

    /// What is left of each line is given to the last word in it: `room` has a number for each
    /// word.
    void setRoomBehind(std::vector<int> room) { m_roomBehind = std::move(room); }

    /// 0 for a word that goes on in its line.
    int roomBehind(const QModelIndex& index) const
    {
        const auto word = static_cast<std::size_t>(index.row());
        return word < m_roomBehind.size() ? m_roomBehind[word] : 0;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintSelection(QPainter& painter, const QRect& cell, const QModelIndex& index,
                        const QPalette& palette) const;
    void paintChip(QPainter& painter, const QRect& cell, const QRect& chip,
                   const QModelIndex& index, const QPalette& palette) const;

    int m_currentPart = -1;
    std::vector<int> m_roomBehind;
    const QItemSelectionModel* m_selection = nullptr;
};

} // namespace palimpsest

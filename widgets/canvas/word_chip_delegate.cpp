// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/word_chip_delegate.h"

#include "widgets/style/palette.h"
#include "widgets/style/theme.h"
#include "widgets/tables/word_list_model.h"

#include <QItemSelectionModel>
#include <QPainter>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr double kWordScale = 1.3; // of the window's font
constexpr double kPieceScale = 0.85;
constexpr double kNumberScale = 0.75;
constexpr int kPadding = 9;   // beside a word in its chip
constexpr int kGap = 3;       // half of what stands for white space between chips
constexpr int kAbove = 17;    // from the cell to the chip; the part's number stands there
constexpr int kChipAir = 4;   // above and below a word in its chip
constexpr int kBelowChip = 3; // to the tokens
constexpr int kBelow = 9;     // from the tokens to the cell
constexpr int kPieceAir = 4;  // beside the tokens
constexpr double kRadius = 6.0;
constexpr double kLightFill = 0.28; // share of the part's colour in its chip
constexpr double kDarkFill = 0.36;
constexpr double kOutlineText = 0.2; // share of the text's colour in a chip's outline
constexpr double kBand = 0.26;       // share of the accent behind what is selected

QFont scaled(QFont font, double scale)
{
    font.setPointSizeF(font.pointSizeF() * scale);
    return font;
}

int partOf(const QModelIndex& index)
{
    return index.isValid() ? index.data(WordListModel::PartRole).toInt() : -1;
}

QModelIndex before(const QModelIndex& index)
{
    return index.siblingAtRow(index.row() - 1);
}

QModelIndex after(const QModelIndex& index)
{
    return index.siblingAtRow(index.row() + 1);
}

/// Room for white space in front of a word, half of it; the first word has the same.
int gapBefore(const QModelIndex& index)
{
    return index.row() == 0 || index.data(WordListModel::SpaceRole).toBool() ? kGap : 1;
}

int gapAfter(const QModelIndex& index)
{
    const QModelIndex next = after(index);
    return next.isValid() ? gapBefore(next) : kGap;
}

/// `body` with round corners but where it goes on, and there up to the edge of `cell`.
void drawRun(QPainter& painter, const QRect& cell, QRectF body, bool comesFrom, bool goesOn)
{
    if (comesFrom) {
        body.setLeft(cell.left() - 2.0 * kRadius);
    }
    if (goesOn) {
        body.setRight(cell.right() + 1 + 2.0 * kRadius);
    }
    painter.save();
    painter.setClipRect(cell);
    painter.drawRoundedRect(body, kRadius, kRadius);
    painter.restore();
}

} // namespace

QSize WordChipDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics words(scaled(option.font, kWordScale));
    const QFontMetrics pieces(scaled(option.font, kPieceScale));
    const int word = words.horizontalAdvance(index.data().toString()) + 2 * kPadding;
    const int below = pieces.horizontalAdvance(index.data(WordListModel::PiecesRole).toString());
    return {std::max(word, below + 2 * kPieceAir) + gapBefore(index) + gapAfter(index) +
                roomBehind(index),
            kAbove + words.height() + 2 * kChipAir + kBelowChip + pieces.height() + kBelow};
}

void WordChipDelegate::paintSelection(QPainter& painter, const QRect& cell,
                                      const QModelIndex& index, const QPalette& palette) const
{
    const auto isSelected = [this](const QModelIndex& of) {
        return m_selection != nullptr && of.isValid() && m_selection->isSelected(of);
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(
        palette::mixed(palette.color(QPalette::Base), palette.color(QPalette::Link), kBand));
    drawRun(painter, cell, QRectF(cell).adjusted(0.0, 2.0, 0.0, -3.0), isSelected(before(index)),
            isSelected(after(index)));
}

void WordChipDelegate::paintChip(QPainter& painter, const QRect& cell, const QRect& chip,
                                 const QModelIndex& index, const QPalette& palette) const
{
    const int part = partOf(index);
    const auto colour = index.data(WordListModel::ColourRole).value<QColor>();
    const bool comesFrom = partOf(before(index)) == part;
    const bool isCurrent = part == m_currentPart;
    const double pen = isCurrent ? 2.5 : 1.25;
    const double fill = currentTheme() == Theme::Light ? kLightFill : kDarkFill;
    painter.setPen(QPen(palette::mixed(colour, palette.color(QPalette::Text), kOutlineText), pen));
    painter.setBrush(palette::mixed(palette.color(QPalette::Base), colour, fill));
    drawRun(painter, cell, QRectF(chip).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), comesFrom,
            partOf(after(index)) == part);
    if (!comesFrom) {
        QFont font = scaled(painter.font(), kNumberScale / kWordScale);
        font.setBold(isCurrent);
        painter.save();
        painter.setFont(font);
        painter.setPen(isCurrent ? palette.color(QPalette::Text) : themeColours().faintText);
        painter.drawText(QRect(chip.left() + 2, cell.top(), cell.width(), kAbove - 1),
                         Qt::AlignLeft | Qt::AlignBottom, QString::number(part + 1));
        painter.restore();
    }
}

void WordChipDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const QRect& cell = option.rect;
    const QPalette& palette = option.palette;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(scaled(option.font, kWordScale));
    if ((option.state & QStyle::State_Selected) != 0) {
        paintSelection(*painter, cell, index, palette);
    }
    const QRect chip(cell.left() + gapBefore(index), cell.top() + kAbove,
                     cell.width() - gapBefore(index) - gapAfter(index),
                     painter->fontMetrics().height() + 2 * kChipAir);
    if (partOf(index) >= 0) {
        paintChip(*painter, cell, chip, index, palette);
    }
    const QString pieces = index.data(WordListModel::PiecesRole).toString();
    painter->setPen(pieces.isEmpty() ? palette.color(QPalette::Disabled, QPalette::Text)
                                     : palette.color(QPalette::Text));
    painter->drawText(chip, Qt::AlignCenter, index.data().toString());
    painter->setFont(scaled(option.font, kPieceScale));
    painter->setPen(themeColours().faintText);
    painter->drawText(
        QRect(cell.left(), chip.bottom() + 1 + kBelowChip, cell.width(), cell.height()),
        Qt::AlignHCenter | Qt::AlignTop, pieces);
    if ((option.state & QStyle::State_HasFocus) != 0) {
        painter->setPen(QPen(palette.color(QPalette::Link), 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(cell).adjusted(0.75, 2.75, -0.75, -3.75), kRadius, kRadius);
    }
    painter->restore();
}

} // namespace palimpsest

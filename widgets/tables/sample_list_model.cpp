// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/sample_list_model.h"

#include "widgets/canvas/part_borders.h"
#include "widgets/canvas/to_qimage.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QPainter>

namespace palimpsest {

namespace {

constexpr int kThumbnail = 44;
constexpr int kGap = 8;

} // namespace

void SampleListModel::setSamples(std::vector<SampleEntry> samples)
{
    if (samples != m_samples) {
        beginResetModel();
        m_samples = std::move(samples);
        endResetModel();
    }
}

void SampleListModel::setThumbnail(int row, const QImage& thumbnail)
{
    m_samples[static_cast<std::size_t>(row)].thumbnail = thumbnail;
    emit dataChanged(index(row), index(row), {Qt::DecorationRole});
}

void SampleListModel::setChanges(const std::vector<std::optional<double>>& changes)
{
    bool isNew = false;
    for (std::size_t row = 0; row < m_samples.size(); ++row) {
        isNew = isNew || m_samples[row].change != changes[row];
        m_samples[row].change = changes[row];
    }
    if (isNew) { // once: a list that is sorted by it sorts again
        emit dataChanged(index(0), index(rowCount() - 1), {ChangeRole, Qt::ToolTipRole});
    }
}

int SampleListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_samples.size());
}

QVariant SampleListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const SampleEntry& sample = m_samples[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return sample.id;
    case Qt::DecorationRole:
        return sample.thumbnail;
    case Qt::ToolTipRole:
        return sample.change ? tr("%1, a %2: %3 % of what is salient differs from the reference")
                                   .arg(sample.id, sample.className)
                                   .arg(100.0 * *sample.change, 0, 'f', 0)
                             : tr("%1, a %2").arg(sample.id, sample.className);
    case ClassRole:
        return sample.className;
    case ChangeRole:
        return sample.change ? QVariant(*sample.change) : QVariant();
    default:
        return {};
    }
}

void SampleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    item.icon = {};
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool isSelected = option.state & QStyle::State_Selected;
    const QPalette& palette = option.palette;
    painter->save();
    const QRect picture(option.rect.left() + kGap, option.rect.center().y() - kThumbnail / 2,
                        kThumbnail, kThumbnail);
    drawThumbnail(*painter, picture, index.data(Qt::DecorationRole).value<QImage>());
    QRect text = option.rect.adjusted(kThumbnail + 2 * kGap, 5, -kGap, -5);
    painter->setPen(palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(
        text, Qt::AlignLeft | Qt::AlignTop,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    if (!isSelected) {
        painter->setPen(themeColours().faintText);
    }
    const QVariant change = index.data(SampleListModel::ChangeRole);
    const QString share =
        change.isValid() ? tr("Δ %1 %").arg(100.0 * change.toDouble(), 0, 'f', 0) : QString();
    painter->drawText(text, Qt::AlignRight | Qt::AlignBottom, share);
    const int room = text.width() - option.fontMetrics.horizontalAdvance(share) - kGap;
    painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                      option.fontMetrics.elidedText(
                          index.data(SampleListModel::ClassRole).toString(), Qt::ElideRight, room));
    painter->restore();
}

QSize SampleDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {160, kThumbnail + 12};
}

QImage thumbnailOf(const Image& picture, const LabelMap& parts, int side)
{
    if (picture.width == 0) {
        return {};
    }
    const QImage image = toQImage(picture);
    QImage result =
        image
            .scaled(side, side, Qt::KeepAspectRatio,
                    image.width() < side ? Qt::FastTransformation : Qt::SmoothTransformation)
            .convertToFormat(QImage::Format_RGB32);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(static_cast<double>(result.width()) / picture.width,
                  static_cast<double>(result.height()) / picture.height);
    QPen line(QColor(255, 255, 255, 170), side / 60.0);
    line.setCosmetic(true);
    painter.setPen(line);
    const std::vector<QLineF> borders = partBorders(parts);
    painter.drawLines(borders.data(), static_cast<int>(borders.size()));
    return result;
}

void drawThumbnail(QPainter& painter, const QRect& place, const QImage& thumbnail)
{
    QRect picture(QPoint(), thumbnail.size().scaled(place.size(), Qt::KeepAspectRatio));
    picture.moveCenter(place.center());
    painter.drawImage(picture, thumbnail);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/sample_list_model.h"

#include "widgets/pictures/part_borders.h"
#include "widgets/pictures/to_qimage.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace palimpsest {

namespace {

constexpr int kThumbnail = 44;
constexpr int kGap = 8;
constexpr int kAir = 5; // above and below what stands in a row

/// As rich text, which wraps.
QString toolTip(const SampleEntry& sample)
{
    QStringList lines;
    if (!sample.sentence.isEmpty()) {
        lines.append(sample.sentence.toHtmlEscaped());
    }
    lines.append(SampleListModel::tr("%1, a %2").arg(sample.id, sample.className).toHtmlEscaped());
    if (sample.change.share) {
        lines.append(SampleListModel::tr("%1 % of what is salient differs from the reference")
                         .arg(100.0 * *sample.change.share, 0, 'f', 0));
    } else if (!sample.change.state.isEmpty()) {
        lines.append(SampleListModel::tr("Takes no part in the comparison: %1")
                         .arg(sample.change.state.toHtmlEscaped()));
    }
    if (sample.parts.isChanged) {
        lines.append(SampleListModel::tr("Since it was checked, models see other parts"));
    } else if (sample.parts.isChecked) {
        lines.append(SampleListModel::tr("Checked, and what models see of its parts is as it was: "
                                         "names, colours and what is less than one of their pixels "
                                         "do not count"));
    }
    return QStringLiteral("<qt>%1</qt>").arg(lines.join(QStringLiteral("<br>")));
}

/// As much of `text` as two lines hold.
void drawTwoLines(QPainter& painter, const QRectF& place, const QString& text)
{
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(place.width());
    layout.endLayout();
    first.draw(&painter, place.topLeft());
    const QRectF below = place.adjusted(0.0, first.height(), 0.0, 0.0);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(text.mid(first.textLength()), Qt::ElideRight,
                                                      static_cast<int>(place.width())));
}

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

void SampleListModel::setParts(int row, const SampleParts& parts)
{
    SampleParts& standing = m_samples[static_cast<std::size_t>(row)].parts;
    if (standing != parts) {
        standing = parts;
        emit dataChanged(
            index(row), index(row),
            {DrawnRole, MissingRole, CheckedRole, ChangedRole, StaleRole, Qt::ToolTipRole});
    }
}

void SampleListModel::setChanges(const std::vector<SampleChange>& changes)
{
    bool isNew = false;
    for (std::size_t row = 0; row < m_samples.size(); ++row) {
        isNew = isNew || m_samples[row].change != changes[row];
        m_samples[row].change = changes[row];
    }
    if (isNew) { // once: a list that is sorted by it sorts again
        emit dataChanged(index(0), index(rowCount() - 1), {ChangeRole, StateRole, Qt::ToolTipRole});
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
        return sample.sentence.isEmpty() ? sample.id : sample.sentence;
    case Qt::DecorationRole:
        return sample.thumbnail;
    case Qt::ToolTipRole:
        return toolTip(sample);
    case ClassRole:
        return sample.className;
    case IsSentenceRole:
        return !sample.sentence.isEmpty();
    case ChangeRole:
        return sample.change.share ? QVariant(*sample.change.share) : QVariant();
    case StateRole:
        return sample.change.state;
    case IdRole:
        return sample.id;
    case DrawnRole:
        return sample.parts.drawn ? QVariant(*sample.parts.drawn) : QVariant();
    case MissingRole:
        return sample.parts.missing;
    case CheckedRole:
        return sample.parts.isChecked;
    case ChangedRole:
        return sample.parts.isChanged;
    case StaleRole:
        return sample.parts.isStale;
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
    painter->setPen(palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    const QString name = index.data().toString();
    QRect text = option.rect.adjusted(kGap, kAir, -kGap, -kAir);
    if (index.data(SampleListModel::IsSentenceRole).toBool()) {
        drawTwoLines(*painter, text, name);
    } else {
        const QRect picture(text.left(), option.rect.center().y() - kThumbnail / 2, kThumbnail,
                            kThumbnail);
        drawThumbnail(*painter, picture, index.data(Qt::DecorationRole).value<QImage>());
        text.setLeft(picture.right() + 1 + kGap);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                          option.fontMetrics.elidedText(name, Qt::ElideMiddle, text.width()));
    }
    if (!isSelected) {
        painter->setPen(themeColours().faintText);
    }
    const QString beside = note(index);
    painter->drawText(text, Qt::AlignRight | Qt::AlignBottom, beside);
    const int room = text.width() - option.fontMetrics.horizontalAdvance(beside) - kGap;
    painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                      option.fontMetrics.elidedText(
                          index.data(SampleListModel::ClassRole).toString(), Qt::ElideRight, room));
    painter->restore();
}

/// What stands beside the class.
QString SampleDelegate::note(const QModelIndex& index) const
{
    if (!m_arePartsShown) {
        const QVariant change = index.data(SampleListModel::ChangeRole);
        return change.isValid() ? tr("Δ %1 %").arg(100.0 * change.toDouble(), 0, 'f', 0)
                                : index.data(SampleListModel::StateRole).toString();
    }
    const bool isChanged = index.data(SampleListModel::ChangedRole).toBool();
    const QString checked = !index.data(SampleListModel::CheckedRole).toBool() ? QString()
                            : isChanged ? tr(" ✓ changed", "since it was checked")
                                        : QStringLiteral(" ✓");
    const QVariant drawn = index.data(SampleListModel::DrawnRole);
    if (!drawn.isValid()) {
        return checked.trimmed();
    }
    const int missing = index.data(SampleListModel::MissingRole).toInt();
    const QString parts = drawn.toInt() == 0   ? tr("no parts")
                          : missing > 0        ? tr("%1 missing").arg(missing)
                          : drawn.toInt() == 1 ? tr("1 part")
                                               : tr("%1 parts").arg(drawn.toInt());
    return parts + checked;
}

QSize SampleDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    constexpr int kLines = 3;
    const bool isSentence = index.data(SampleListModel::IsSentenceRole).toBool();
    return {160, isSentence ? kLines * option.fontMetrics.lineSpacing() + 2 * kAir + 2
                            : kThumbnail + 2 * kAir + 2};
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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/pictures/image.h"

#include <QAbstractListModel>
#include <QImage>
#include <QStyledItemDelegate>

#include <optional>
#include <vector>

namespace palimpsest {

/// What became of a sample at the chosen epoch.
struct SampleChange
{
    std::optional<double> share; ///< of what is salient that differs from the reference
    QString state;               ///< why it takes no part in the comparison, in a word; or empty

    bool operator==(const SampleChange&) const = default;
};

/// What is made of a sample's parts.
struct SampleParts
{
    std::optional<int> drawn; ///< how many; none until they are read
    int missing = 0;          ///< of its part set
    bool isChecked = false;
    bool isChanged = false; ///< since it was checked
    bool isStale = false;   ///< values of it were made for other parts, or another picture

    bool operator==(const SampleParts&) const = default;
};

/// A sample in the list beside a page.
struct SampleEntry
{
    QString id;
    QString className;
    QImage thumbnail; ///< of a picture
    SampleChange change;
    QString sentence = {}; ///< stands in place of thumbnail and id; empty for a picture
    SampleParts parts = {};

    bool operator==(const SampleEntry&) const = default;
};

/// The samples of a study, in its order.
class SampleListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        ClassRole = Qt::UserRole,
        IsSentenceRole,
        ChangeRole,
        StateRole,
        IdRole,
        DrawnRole, ///< number of parts; none until they are read
        MissingRole,
        CheckedRole,
        ChangedRole, ///< since it was checked
        StaleRole
    };

    using QAbstractListModel::QAbstractListModel;

    void setSamples(std::vector<SampleEntry> samples);
    void setThumbnail(int row, const QImage& thumbnail);
    /// One change for every row.
    void setChanges(const std::vector<SampleChange>& changes);
    void setParts(int row, const SampleParts& parts);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<SampleEntry> m_samples;
};

/// Thumbnail, name, class and change, or in its place what is made of the parts, in two lines; of a
/// sentence its first words in two lines, and the others in a third.
class SampleDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setPartsShown(bool shown) { m_arePartsShown = shown; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QString note(const QModelIndex& index) const;

    bool m_arePartsShown = false;
};

/// The picture with the outlines of its parts, `side` device pixels wide at most.
QImage thumbnailOf(const Image& picture, const LabelMap& parts, int side);

/// Draws it in the middle of `place`, in its own proportions.
void drawThumbnail(QPainter& painter, const QRect& place, const QImage& thumbnail);

} // namespace palimpsest

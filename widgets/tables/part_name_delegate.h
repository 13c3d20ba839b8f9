// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tables/typed_text_delegate.h"

#include <QColor>
#include <QString>

#include <vector>

class QAbstractItemView;

namespace palimpsest {

/// A name that may be meant.
struct KnownName
{
    QString name;
    QColor colour;
    bool isHere = false; ///< the sample has a part of that name already

    bool operator==(const KnownName&) const = default;
};

/// Opens the field of a cell again, with `typed` in it, once it is closed by Enter; to be called by
/// those who refuse what it holds. Not where the field was left otherwise, as that would take the
/// user back to it with every click.
void openAgain(QAbstractItemView& view, const QModelIndex& index, const QString& typed);

/// Lets names of parts be typed, and offers those that are known in a list below the field: Enter
/// takes the first that begins as what was typed, and is not there yet; the arrows choose another,
/// and Esc takes the list away, so that what is typed is taken as it is.
class PartNameDelegate : public TypedTextDelegate
{
    Q_OBJECT

public:
    using TypedTextDelegate::TypedTextDelegate;

    /// For fields that are opened from now on.
    void setNames(std::vector<KnownName> names) { m_names = std::move(names); }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    bool eventFilter(QObject* editor, QEvent* event) override;

private:
    std::vector<KnownName> m_names;
};

} // namespace palimpsest

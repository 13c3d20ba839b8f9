// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHeaderView>

namespace palimpsest {

/// A header over columns with titles of any length, which are elided so that they stay different;
/// the tool tip of the model says them wholly. (A style sheet keeps QHeaderView from eliding.)
class ElidedHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit ElidedHeader(QWidget* parent = nullptr);

    /// The title as it is drawn.
    QString shownTitle(int section) const;

    /// How wide a section has to be for its whole title and the arrow of a column that is sorted
    /// by.
    int wholeWidth(int section) const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override;

private:
    int roomFor(QStyleOptionHeader& option, int width) const;
};

} // namespace palimpsest

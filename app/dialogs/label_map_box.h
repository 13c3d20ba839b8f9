// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/class_match.h"

#include <QTableWidget>

#include <string>
#include <vector>

namespace palimpsest {

/// Which class of a study each label of a data set stands for: a row each, to be looked at and
/// chosen. Hidden where labels are the names of classes.
class LabelMapBox : public QTableWidget
{
    Q_OBJECT

public:
    explicit LabelMapBox(QWidget* parent = nullptr);

    /// Shows how the classes of a set, with these labels, match those of a study; where they do not
    /// say, nothing is chosen. Whether all is clear.
    bool showMatch(const std::vector<std::string>& ofSet, const std::vector<std::string>& ofStudy,
                   const LabelNames& known, const std::vector<std::string>& labels);

    /// What was chosen by hand.
    const LabelNames& told() const { return m_told; }
    /// Forgets it: the same label of another column may stand for something else.
    void forget() { m_told.clear(); }

signals:
    void toldChanged();

private:
    void addRow(int row, const std::string& label, const std::vector<std::string>& classes,
                int chosen);

    LabelNames m_told;
};

} // namespace palimpsest

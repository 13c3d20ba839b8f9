// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/class_match.h"

#include <QTableWidget>

#include <set>
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

    /// What was chosen by hand, and what was seen beside it.
    const LabelNames& told() const { return m_told; }
    /// Forgets it: the same label of another column may stand for something else.
    void forget()
    {
        m_told.clear();
        m_byHand.clear();
    }

signals:
    void toldChanged();

private:
    void addRow(int row, int chosen);
    void tell(int row, int chosen);

    std::vector<std::string> m_written; ///< labels, a row each
    std::vector<std::string> m_classes;
    LabelNames m_told;
    std::set<std::string> m_byHand; ///< those of m_told that the user chose
};

} // namespace palimpsest

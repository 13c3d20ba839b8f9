// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QComboBox>

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Which split of a data set samples are drawn from: what is kept apart for tests where something
/// is, else one that the set has.
class SplitBox : public QComboBox
{
    Q_OBJECT

public:
    explicit SplitBox(QWidget* parent = nullptr);

    /// Lists the different ones of `ofSamples`; one that was chosen stays so where there still is
    /// one.
    void showSplits(const std::vector<std::string>& ofSamples);

    /// As PickChoices::split.
    std::optional<std::string> split() const;
};

} // namespace palimpsest

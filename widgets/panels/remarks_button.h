// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>

#include <string>
#include <vector>

namespace palimpsest {

/// What makes the numbers beside it doubtful: how many remarks there are, and at a click what they
/// say. Not shown where there are none.
class RemarksButton : public QToolButton
{
    Q_OBJECT

public:
    explicit RemarksButton(QWidget* parent = nullptr);

    void setRemarks(std::vector<std::string> remarks);

private:
    void open();

    std::vector<std::string> m_remarks;
};

} // namespace palimpsest

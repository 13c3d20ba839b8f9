// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/value_edit.h"
#include "core/study/study_change.h"

#include <string>
#include <vector>

namespace palimpsest {

/// An edit of what study.json says. A threshold that is stepped or dragged is one edit.
class StudyEdit : public ValueEdit<Study>
{
public:
    StudyEdit(Get get, const Study& after, Put put);

    std::vector<std::string> takesAway() const override;

    int kind() const override { return m_kind; }
    void merge(const Reversible& next) override;
    bool isNothing() const override;

private:
    int m_kind;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/strength_strip.h"

namespace palimpsest {

class ShownComparison;
class StudySession;

/// The strengths of the chosen sample at the chosen epoch, and τ, which is moved here.
class StrengthPane : public StrengthStrip
{
    Q_OBJECT

public:
    StrengthPane(StudySession& session, const ShownComparison& comparison);

private:
    void showStrengths();

    const ShownComparison& m_comparison;
};

} // namespace palimpsest

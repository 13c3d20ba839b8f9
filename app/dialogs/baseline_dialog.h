// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/flat_background.h"
#include "core/study/study.h"

#include <QDialog>

#include <vector>

class QButtonGroup;

namespace palimpsest {

/// Asks what stands in the place of hidden parts, with a picture whose middle is hidden by each of
/// the candidates.
class BaselineDialog : public QDialog
{
    Q_OBJECT

public:
    BaselineDialog(const BaselineQuestion& question, const Study& study, QWidget* parent = nullptr);

    const Baseline& baseline() const;

private:
    std::vector<Baseline> m_candidates;
    QButtonGroup* m_choices;
};

} // namespace palimpsest

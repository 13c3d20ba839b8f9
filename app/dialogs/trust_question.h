// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/program_facts.h"

#include <QDialog>

#include <vector>

namespace palimpsest {

/// Asks whether TorchScript files, which are programs, may be opened, and says what is known of
/// them. Enter and Esc refuse: only the button that says so is a yes.
class TrustQuestion : public QDialog
{
    Q_OBJECT

public:
    explicit TrustQuestion(const std::vector<ProgramFacts>& programs, QWidget* parent = nullptr);
};

} // namespace palimpsest

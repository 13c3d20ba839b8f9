// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QAbstractItemView;

namespace palimpsest {

/// Makes the empty part of a list or table no choice: presses there, and drags that lead there,
/// leave chosen what is chosen.
void keepChoice(QAbstractItemView& view);

} // namespace palimpsest

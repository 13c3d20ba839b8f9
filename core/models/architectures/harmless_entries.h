// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace palimpsest {

/// Whether an entry of a config.json of Hugging Face or timm changes no output of a network that is
/// built of its tensors: it speaks of trainings, of names, of programs, or of what the tensors tell
/// themselves.
bool isHarmless(const std::string& key);

} // namespace palimpsest

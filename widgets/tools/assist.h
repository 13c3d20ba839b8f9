// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/working_picture.h"
#include "core/base/progress.h"

#include <functional>

namespace palimpsest {

struct ToolAnswer;
struct ToolScene;

/// What a tool makes of what was computed for it, called where the tool is used; as with any event,
/// the answer may be an edit, or ask for more.
using AssistResult = std::function<ToolAnswer(const ToolScene& scene)>;

/// A computation on the picture that is shown, which a tool asks for. It runs in a worker, so it
/// must not touch the tool; its result may. It throws what core's assists throw, and Cancelled
/// where it is no longer wanted.
using Assist = std::function<AssistResult(const WorkingPicture& picture, const Progress& progress)>;

} // namespace palimpsest

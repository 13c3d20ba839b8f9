// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/units/class_count.h"

#include "core/base/error.h"
#include "core/study/study_names.h"

#include <string>

namespace palimpsest {

void requireClasses(const Study& study, CheckpointIndex checkpoint, std::size_t outputs)
{
    const std::size_t classes = study.classes.size();
    const bool oneIsEnough = classes == 2 || study.settings.valueKind == ValueKind::Output;
    if (outputs != classes && !(outputs == 1 && oneIsEnough)) {
        throw BadInput(checkpointName(study, checkpoint) + " answers with " +
                       std::to_string(outputs) + " classes and study.json lists " +
                       std::to_string(classes) + ". List the classes of the model, in order.");
    }
}

} // namespace palimpsest

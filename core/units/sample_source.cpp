// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/units/sample_source.h"

namespace palimpsest {

std::unique_ptr<SampleSource> sampleSource(const std::filesystem::path& folder, const Study& study)
{
    switch (kindOf(study)) {
    case SampleKind::Picture:
        break;
    case SampleKind::Sentence:
        return sentenceSource(folder, study);
    }
    return pictureSource(folder, study);
}

} // namespace palimpsest

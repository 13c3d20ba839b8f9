// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/sample_format.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

const SampleFormat& sampleFormat(const Study& study)
{
    switch (kindOf(study)) {
    case SampleKind::Picture:
        break;
    case SampleKind::Sentence:
        return sentenceFormat();
    }
    return pictureFormat();
}

const SampleFormat& sampleFormatIn(const SampleFormat::Json& root)
{
    return root.contains(sentenceFormat().preparationKey()) ? sentenceFormat() : pictureFormat();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sheet_source.h"

namespace palimpsest {

std::unique_ptr<SheetSource> sheetSource(const std::filesystem::path& folder, const Study& study)
{
    switch (kindOf(study)) {
    case SampleKind::Picture:
        break;
    case SampleKind::Sentence:
        return sentenceSheets(folder);
    }
    return pictureSheets(folder);
}

} // namespace palimpsest

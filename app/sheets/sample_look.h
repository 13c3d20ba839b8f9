// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/sheets/sample_sheet.h"
#include "core/study/study.h"

#include <QImage>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What lists show of a sample's files.
struct SampleLook
{
    QImage thumbnail; ///< with the outlines of its parts; none of a sentence or without a picture
    std::optional<int> parts;            ///< none where nobody could look
    QString problem;                     ///< why its picture or parts are not known, or empty
    std::vector<std::string> drawn = {}; ///< names of the parts that have a shape or words
    std::string partsHash = {}; ///< the same as long as the parts have the same pixels or words
};

/// SampleLook::partsHash of a sheet.
std::string partsHash(const SampleSheet& sheet, const Study& study);

SampleLook lookOf(const SampleSheet& sheet, const Study& study);

} // namespace palimpsest

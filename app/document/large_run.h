// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/extractor.h"

#include <QString>

namespace palimpsest {

/// What to ask before a run in which a sample has kManyParts parts or more: how many maskings that
/// makes and how long they take. Empty when there is nothing to ask.
QString largeRunQuestion(const ExtractionCost& cost);

/// "about 12 min", for what is missing; empty when its speed is not known.
QString durationText(const ExtractionCost& cost);

} // namespace palimpsest

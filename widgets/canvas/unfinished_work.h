// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <any>

namespace palimpsest {

/// What a tool has begun and not finished.
struct UnfinishedWork
{
    QString tool;   ///< its id
    std::any drawn; ///< as the tool keeps it; nothing where nothing is begun
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>

namespace palimpsest {

/// Stands for the tool where parts of another picture are laid onto one.
inline constexpr const char* kGhostTool = "ghost";

/// What a tool has begun and not finished.
struct UnfinishedWork
{
    QString tool;           ///< its id
    QJsonObject drawn = {}; ///< as the tool keeps it; empty where nothing is begun
};

} // namespace palimpsest

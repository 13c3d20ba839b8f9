// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "widgets/tools/assist.h"

#include <QJsonObject>
#include <QPointF>
#include <QString>

#include <optional>

namespace palimpsest {

/// Where the pointer is. Lengths are in pixels of the picture.
struct ToolPointer
{
    QPointF position;        ///< may lie outside of the picture
    double pickRadius = 1.0; ///< how near counts as on it
    Qt::KeyboardModifiers keys = Qt::NoModifier;
};

/// What a tool works on.
struct ToolScene
{
    const Drawing& drawing;
    int currentPart = -1;  ///< that new shapes belong to, or −1
    bool isLocked = false; ///< shapes must not change
    qint64 picture = 0;    ///< its number, which no other has
};

/// What came of an event.
struct ToolAnswer
{
    std::optional<Drawing> edit = {}; ///< the drawing after a finished edit
    QString what = {};                ///< name of the edit, for undo
    std::optional<int> chosenPart = {};
    QString refusal = {};   ///< why nothing was done, as a sentence
    bool wasLocked = false; ///< nothing was done because shapes must not change
    Assist assist = {};     ///< to be computed, in place of what was asked for before
    AssistResult then = {}; ///< what follows, once the edit is made
    QJsonObject spent = {}; ///< what was unfinished until then, which undo of the edit brings back
};

} // namespace palimpsest

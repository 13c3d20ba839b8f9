// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/split_box.h"

#include "app/dialogs/dialog_parts.h"
#include "core/samples/class_labels.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace palimpsest {

SplitBox::SplitBox(QWidget* parent) : QComboBox(parent)
{
    setObjectName("split");
    setAccessibleName(tr("Split of the data set"));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

void SplitBox::showSplits(const std::vector<std::string>& ofSamples)
{
    constexpr int kWidest = 240;
    QStringList splits;
    for (const std::string& split : ofSamples) {
        const QString name = QString::fromStdString(split);
        if (!name.isEmpty() && !splits.contains(name)) {
            splits.append(name);
        }
    }
    const QString chosen = currentData().toString();
    clear();
    if (splits.isEmpty()) {
        addItem(tr("all samples"));
    } else if (!samplesKeptApart(ofSamples).empty()) {
        addItem(tr("kept apart for tests"));
    }
    for (const QString& split : std::as_const(splits)) {
        addEntry(*this, split, kWidest);
        setItemData(count() - 1, split);
    }
    setCurrentIndex(chosen.isEmpty() ? 0 : std::max(0, findData(chosen)));
}

std::optional<std::string> SplitBox::split() const
{
    const QString chosen = currentData().toString();
    return chosen.isEmpty() ? std::nullopt : std::optional(chosen.toStdString());
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "core/analysis/study_values.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>

namespace palimpsest {

/// Reads stored values on a thread of its own. Only the latest request is answered.
class ValueReader : public QObject
{
    Q_OBJECT

public:
    explicit ValueReader(QObject* parent = nullptr);

    /// Reads all values of a study; drops whatever was asked before.
    void load(std::filesystem::path folder, Study study);
    void drop() { m_task.drop(); }

signals:
    void loaded(const std::shared_ptr<palimpsest::StudyValues>& values);
    void failed(const QString& why);

private:
    LatestTask m_task;
};

} // namespace palimpsest

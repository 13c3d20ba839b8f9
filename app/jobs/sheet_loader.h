// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "app/sheets/sample_look.h"
#include "app/sheets/sample_sheet.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <string>

namespace palimpsest {

/// A sample as it was read on a thread.
struct LoadedSheet
{
    std::string sampleId;
    SeenSheet seen;
    SampleLook look;
    bool isNewer = false; ///< its files were changed since the loading began
};

/// Reads sheets of samples on a thread, one after the other.
class SheetLoader : public QObject
{
    Q_OBJECT

public:
    explicit SheetLoader(QObject* parent = nullptr);

    /// Those of all samples of a study. Drops whatever was asked before.
    void load(std::filesystem::path folder, Study study);
    void drop() { m_task.drop(); }

signals:
    void loaded(const std::shared_ptr<palimpsest::LoadedSheet>& sheet); ///< never null

private:
    LatestTask m_task;
};

} // namespace palimpsest

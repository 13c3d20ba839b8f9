// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "app/sheets/sample_look.h"
#include "app/sheets/sample_sheet.h"
#include "app/sheets/sheet_source.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
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

/// Makes what reads the sheets of the study in a folder.
using SheetSourceMaker =
    std::function<std::unique_ptr<SheetSource>(const std::filesystem::path&, const Study&)>;

/// Reads sheets of samples on a thread, one after the other.
class SheetLoader : public QObject
{
    Q_OBJECT

public:
    explicit SheetLoader(SheetSourceMaker makeSource = sheetSource, QObject* parent = nullptr);

    /// Those of all samples of a study, until one fails with more than stands in its sheet. Drops
    /// whatever was asked before.
    void load(std::filesystem::path folder, Study study);
    void drop() { m_task.drop(); }

signals:
    void loaded(const std::shared_ptr<palimpsest::LoadedSheet>& sheet); ///< never null
    void failed(const QString& why);                                    ///< no other sheet follows

private:
    SheetSourceMaker m_makeSource;
    LatestTask m_task;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "core/base/open_file.h"
#include "core/study/study.h"

#include <QImage>
#include <QObject>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace palimpsest {

/// How the files of a sample, its picture and its parts, looked when they were read; none where
/// there was no such file.
using SampleStamps = std::pair<std::optional<FileStamp>, std::optional<FileStamp>>;

SampleStamps stampsOf(const std::filesystem::path& folder, const Sample& sample);

/// Makes small pictures of samples with the outlines of their parts, on a thread.
class ThumbnailMaker : public QObject
{
    Q_OBJECT

public:
    /// Of at most `side` device pixels.
    explicit ThumbnailMaker(int side, QObject* parent = nullptr);

    /// Those of a study's samples, one after the other, but for those whose files look as `known`
    /// has them. Drops whatever was asked before.
    void make(std::filesystem::path folder, Study study, std::map<std::string, SampleStamps> known);
    void drop() { m_task.drop(); }

signals:
    void made(const std::string& sampleId, const QImage& thumbnail,
              const palimpsest::SampleStamps& stamps);

private:
    int m_side;
    LatestTask m_task;
};

} // namespace palimpsest

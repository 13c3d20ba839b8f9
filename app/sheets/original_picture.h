// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/open_file.h"

#include <QImage>

#include <filesystem>
#include <optional>

namespace palimpsest {

/// The picture of one sample as its file has it, in colour. One alone is held, as originals may be
/// large and there may be hundreds.
class OriginalPicture
{
public:
    /// That of a file, which is read when it is another one than before or was changed since.
    /// Throws BadFile.
    const QImage& of(const std::filesystem::path& file);

private:
    std::filesystem::path m_file;
    std::optional<FileStamp> m_stamp;
    QImage m_picture;
};

} // namespace palimpsest

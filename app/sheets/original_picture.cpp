// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/original_picture.h"

#include "core/pictures/image.h"
#include "widgets/pictures/to_qimage.h"

namespace palimpsest {

const QImage& OriginalPicture::of(const std::filesystem::path& file)
{
    constexpr int kColours = 3;
    const std::optional<FileStamp> stamp = fileStamp(file); // before it is read
    if (file != m_file || stamp != m_stamp || m_picture.isNull()) {
        m_picture = {};
        m_picture = toQImage(readImage(file, kColours));
        m_file = file;
        m_stamp = stamp;
    }
    return m_picture;
}

} // namespace palimpsest

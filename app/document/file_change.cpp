// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/file_change.h"

#include <utility>

namespace palimpsest {

FileChange::FileChange(const Study& before, FileEdit edit, Act act)
    : m_change(changeBetween(before, edit.after)), m_files(std::move(edit)), m_act(std::move(act))
{
    m_files.after = Study();
}

std::size_t FileChange::bytes() const
{
    std::size_t bytes = bytesOf(m_change) + bytesOf(m_files.removed);
    for (const FileMove& move : m_files.moves) {
        bytes += sizeof(FileMove) + move.from.native().size() + move.to.native().size();
    }
    return bytes;
}

} // namespace palimpsest
